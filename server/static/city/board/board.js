/** The board of all centres: what came by the line, filtered as was chosen, as a list or as tiles. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, onAction, setText, show } from "/static/js/dom.js";
import { matcher } from "/static/js/fold.js";
import { mount } from "/static/js/module.js";
import { language, t } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";
import { isLate, nameOf, stateOf } from "./centre.js";
import { followCity } from "./line.js";
import { createList } from "./list.js";
import { createTiles } from "./tiles.js";

/** @typedef {import("./centre.js").Centre} Centre */

mount("city-board", (body) => {
  const clock = createClock();
  const tools = /** @type {HTMLFormElement} */ (byRole("tools"));
  /** @type {Map<string, Centre>} */
  const centres = new Map();
  const list = createList(clock);
  const tiles = createTiles(clock);
  const chosen = (/** @type {string} */ name) => String(new FormData(tools).get(name) ?? "");

  const draw = () => {
    if (!body.dataset.ready) return;
    const all = [...centres.values()];
    const now = clock.now();
    showSums(all, now);
    offerDistricts(/** @type {HTMLSelectElement} */ (tools.elements.namedItem("district")), all);
    const fits = matcher(chosen("search"));
    const found = all.filter((centre) => fits(`${nameOf(centre)} ${centre.district} ${centre.code}`) && isWanted(centre, chosen("district"), chosen("trouble"), now));
    setText(byRole("found"), found.length === all.length ? "" : t("found", { found: found.length, count: all.length }));
    show(byRole("none"), found.length === 0 && all.length > 0);
    show(byRole("no-centres"), all.length === 0);
    const view = body.dataset.view ?? "list";
    show(byRole("list"), view === "list" && found.length > 0);
    show(byRole("tiles"), view !== "list" && found.length > 0);
    if (view === "list") list.show(found);
    else tiles.show(found);
  };
  const drawSoon = createSoon(draw);

  followCity({
    onTold: (told) => {
      clock.sync(written(told.at));
      if (told.whole) centres.clear();
      for (const centre of told.centres) centres.set(centre.code, centre);
      for (const code of told.gone) centres.delete(code);
      const first = !body.dataset.ready;
      body.dataset.ready = "true";
      Object.assign(body.dataset, { by: told.by, n: told.n });
      showLive(true);
      if (first) draw();
      else if (told.whole || told.centres.length > 0 || told.gone.length > 0) drawSoon();
    },
    onStale: showStale,
    onRefused: () => {
      showLive(false);
      setText(byRole("live-text"), t("refused"));
    },
  });
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("input", () => {
    if (body.dataset.view !== "wall") body.dataset.view = chosen("view");
    draw();
  });
  onAction(body, (name, pressed) => {
    if (name !== "sort") return;
    list.sortBy(pressed.dataset.by ?? "name");
    draw();
  });
  everySecond(() => {
    if (!body.dataset.ready) return;
    setText(byRole("clock"), clock.time());
    drawSoon();
  });
});

/** @param {number} at @returns {string} a moment in the page's zone: "2026-11-29T22:05:00.000+07:00" */
function written(at) {
  const minutes = Number(document.documentElement.dataset.zone ?? 0);
  const two = (/** @type {number} */ n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const zone = `${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
  return new Date(at + minutes * 60_000).toISOString().replace("Z", zone);
}

/** Many news within a frame are drawn once. @param {() => void} act */
function createSoon(act) {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      act();
    });
  };
}

/** @param {Centre} centre @param {string} district @param {string} trouble @param {number} now */
function isWanted(centre, district, trouble, now) {
  if (district !== "" && centre.district !== district) return false;
  switch (trouble) {
    case "any":
      return !["fine", "closed"].includes(stateOf(centre, now));
    case "late":
      return isLate(centre, now);
    case "silent":
      return centre.silent;
    case "halted":
      return centre.halted;
    case "devices":
      return centre.devices.troubles.length > 0;
    default:
      return true;
  }
}

/** @param {Centre[]} all @param {number} now */
function showSums(all, now) {
  const sum = (/** @type {(centre: Centre) => number} */ of) => all.reduce((total, centre) => total + of(centre), 0);
  const number = (/** @type {number} */ n) => new Intl.NumberFormat(language()).format(n);
  const open = sum(({ counters }) => counters.open);
  setText(byRole("sum-connected"), t("of", { n: sum(({ silent }) => Number(!silent)), all: all.length }));
  setText(byRole("sum-waiting"), number(sum(({ waiting }) => waiting)));
  setText(byRole("sum-late"), number(sum((centre) => Number(isLate(centre, now)))));
  setText(byRole("sum-counters"), t("of", { n: number(open), all: number(sum(({ counters }) => counters.all)) }));
  setText(byRole("sum-visits"), number(sum(({ visits }) => visits)));
}

/** @param {HTMLSelectElement} select @param {Centre[]} all */
function offerDistricts(select, all) {
  const names = [...new Set(all.map(({ district }) => district))].filter(Boolean).sort((one, other) => one.localeCompare(other, "vi"));
  const [everywhere, ...offered] = select.options;
  if (!everywhere || offered.map(({ value }) => value).join("\n") === names.join("\n")) return;
  const was = select.value;
  select.replaceChildren(everywhere, ...names.map((name) => new Option(name, name)));
  select.value = names.includes(was) ? was : "";
}
