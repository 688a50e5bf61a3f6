/** The history of all changes: who changed what, when, and the way back where there is one. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, el, onAction, setText, show, syncList } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { createSaid } from "/static/manage/said.js";
import { followLine } from "../line.js";
import { showLines } from "./lines.js";
import { createStore } from "./store.js";
import { createTakingBack } from "./taking_back.js";
import { changeLines } from "./words.js";

/**
 * @typedef {import("/static/js/answers.d.ts").Change} Change
 * @typedef {import("./forms.d.ts").Line} Line
 * @typedef {{change: Change, lines: Line[], title: string, of: string}} Told with the settings that a later change changed, too
 */

const AT_ONCE = 100;
const FILTERS = ["field-part", "field-who", "field-first", "field-last"];

mount("settings-history", (body) => {
  const api = createApi();
  /** @type {import("./forms.d.ts").Forms} */
  const forms = JSON.parse(byRole("forms").textContent ?? "{}");
  const said = createSaid();
  const store = createStore(api, forms);
  /** @type {Change[]} newest first */
  let changes = [];
  let asked = -1;
  let latest = 0;
  const clock = followLine(({ settings }) => settings > asked && load());
  const tell = (/** @type {Change} */ change) => told(change, forms, store);
  const draw = () => {
    syncList(byRole("list"), changes.map(tell), ({ change }) => String(change.seq), () => stamp("change-template"), (row, one) =>
      fill(row, one, clock),
    );
    show(byRole("list"), changes.length > 0);
    show(byRole("none"), changes.length === 0);
  };
  const ask = async (/** @type {Change[]} */ known) => {
    latest += 1;
    const mine = latest;
    /** @type {import("/static/js/answers.d.ts").Changes} */
    const found = await api.get(`/changes?${wanted(known.at(-1)?.seq)}`);
    if (mine !== latest) return;
    changes = [...known, ...found.items];
    show(byRole("more"), found.more);
    listPeople(found.people);
    draw();
  };
  const guarded = async (/** @type {() => Promise<void>} */ act) => {
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    }
  };
  const load = () =>
    guarded(async () => {
      await store.load();
      asked = store.version();
      await ask([]);
      body.dataset.drawn = "true";
    });
  const takingBack = createTakingBack({ api, store, said, reload: load });
  byRole("more").addEventListener("click", () => guarded(() => ask(changes)));
  for (const id of FILTERS) document.getElementById(id)?.addEventListener("change", () => guarded(() => ask([])));
  onAction(byRole("list"), (action, pressed) => {
    const seq = Number(/** @type {HTMLElement} */ (pressed.closest("li[data-key]")).dataset.key);
    const change = changes.find((each) => each.seq === seq);
    if (action === "take-back" && change) takingBack.ask(tell(change));
  });
  followAsked();
  load();
});

/** What the choices on the page ask for. @param {number} [before] the `seq` of the last one that is shown */
function wanted(before) {
  const chosen = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value;
  const part = chosen("field-part");
  const said = {
    kind: part.startsWith(":") ? part.slice(1) : "",
    part: part.startsWith(":") ? "" : part,
    who: chosen("field-who"),
    from: chosen("field-first"),
    to: chosen("field-last"),
    before: before === undefined ? "" : String(before),
  };
  const given = Object.entries(said).filter(([, value]) => value !== "");
  return new URLSearchParams([["limit", String(AT_ONCE)], ...given]).toString();
}

/** The part that the address names: `#fields`. */
function followAsked() {
  const list = /** @type {HTMLSelectElement} */ (document.getElementById("field-part"));
  const asked = location.hash.slice(1);
  if ([...list.options].some(({ value }) => value === asked)) list.value = asked;
}

/** Everybody who changed something can be chosen. @param {{username: string, name: string}[]} people */
function listPeople(people) {
  const list = /** @type {HTMLSelectElement} */ (document.getElementById("field-who"));
  const known = new Set([...list.options].map(({ value }) => value));
  for (const { username, name } of people) {
    if (!known.has(username)) list.append(el("option", { value: username, text: name }));
  }
}

/** What stands on a change, in a sentence. @param {import("/static/js/answers.d.ts").LaterChange} over @param {string} at @param {string} of */
function overText(over, at, of) {
  if (over.for_good) return t("gone_since", { who: over.who, at });
  return t(of === "" ? "stands_on_it" : "stands_on_these", { who: over.who, at, of });
}

/** A change in words. @param {Change} change @param {import("./forms.d.ts").Forms} forms @param {import("./store.js").Store} store @returns {Told} */
function told(change, forms, store) {
  const form = change.part === null ? undefined : forms[change.part];
  if (!form) return { change, lines: change.lines, title: change.what, of: change.over?.labels.join(", ") ?? "" };
  const shared = form.controls.filter(({ name }) => change.over?.settings.includes(name)).map(({ label }) => pick(label));
  return { change, title: pick(form.title), lines: changeLines(form, change, store.settings()), of: shared.join(", ") };
}

/** @param {HTMLElement} row @param {Told} told @param {import("/static/js/clock.js").Clock} clock */
function fill(row, { change, lines, title, of }, clock) {
  const at = (/** @type {string} */ moment) => clock.stamp(moment);
  const { over } = change;
  setText(byRole("title", row), title);
  setText(byRole("about", row), t("by_at", { who: change.who, at: at(change.at) }));
  showLines(byRole("lines", row), lines);
  show(byRole("taken-back", row), change.taken_back);
  show(byRole("takes-back", row), change.takes_back !== null);
  show(byRole("take-back", row), change.can_go_back);
  show(byRole("over", row), over !== null || change.why_not !== null);
  setText(byRole("over", row), over ? overText(over, at(over.at), of) : (change.why_not ?? ""));
}
