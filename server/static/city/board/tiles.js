/** The centres as tiles by district; on a wall as large as all of them fit. */

import { byRole, el, setText, show, syncList } from "/static/js/dom.js";
import { fold } from "/static/js/fold.js";
import { stamp } from "/static/js/stamp.js";
import { t, unbroken } from "/static/js/texts.js";
import { longestText, nameOf, silentText, stateOf } from "./centre.js";

/** @typedef {import("./centre.js").Centre} Centre */
/** @typedef {import("/static/js/clock.js").Clock} Clock */
/** @typedef {{name: string, centres: Centre[]}} District */

const SMALLEST_PX = 11.5;
const LARGEST_PX = 26;
const STEP_PX = 0.5;
/** How narrow a tile may be in letters' heights, from the one that takes least room on. */
const WIDTHS = [6.6, 7.4, 8.4, 9.6, 11];

/** @param {Clock} clock */
export function createTiles(clock) {
  const room = byRole("tiles");
  let fitted = "";
  const fitWall = () => {
    if (document.body.dataset.view !== "wall") return;
    const names = [...room.querySelectorAll(".board-tile-name")].map(({ textContent }) => textContent).join();
    const wanted = `${innerWidth}x${innerHeight} ${names}`;
    if (wanted === fitted || names === "") return;
    fitted = wanted;
    fit(room);
  };
  window.addEventListener("resize", fitWall);
  void document.fonts.ready.then(() => {
    fitted = "";
    fitWall();
  });
  return {
    /** @param {Centre[]} centres */
    show(centres) {
      syncList(room, byDistrict(centres), ({ name }) => name, buildDistrict, (node, district) => fillDistrict(node, district, clock));
      fitWall();
    },
  };
}

/** The largest letters with which everything is seen at once; where even small ones do not do, the page scrolls. @param {HTMLElement} room */
function fit(room) {
  const { style } = document.body;
  const page = document.documentElement;
  /** @param {number} size @returns {boolean} */
  const fits = (size) => {
    style.setProperty("--board-letter", `${size}px`);
    return WIDTHS.some((width) => {
      style.setProperty("--board-width", `${width}em`);
      return page.scrollHeight <= page.clientHeight && room.scrollWidth <= room.clientWidth;
    });
  };
  let [low, high] = [SMALLEST_PX, LARGEST_PX];
  while (high - low > STEP_PX) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
}

/** @param {Centre[]} centres @returns {District[]} */
function byDistrict(centres) {
  /** @type {Map<string, Centre[]>} */
  const found = new Map();
  for (const centre of centres) found.set(centre.district, [...(found.get(centre.district) ?? []), centre]);
  const inOrder = (/** @type {string} */ one, /** @type {string} */ other) => (one === "" ? 1 : other === "" ? -1 : fold(one) < fold(other) ? -1 : 1);
  return [...found.entries()]
    .sort(([one], [other]) => inOrder(one, other))
    .map(([name, there]) => ({ name, centres: there.sort((one, other) => (fold(nameOf(one)) < fold(nameOf(other)) ? -1 : 1)) }));
}

function buildDistrict() {
  return el("section", { class: "board-group" }, el("h2", { class: "board-group-name" }), el("ul", { class: "board-group-tiles" }));
}

/** @param {HTMLElement} node @param {District} district @param {Clock} clock */
function fillDistrict(node, { name, centres }, clock) {
  const head = /** @type {HTMLElement} */ (node.firstElementChild);
  const list = /** @type {HTMLElement} */ (node.lastElementChild);
  setText(head, name || t("no_district"));
  syncList(list, centres, ({ code }) => code, () => stamp("tile-template"), (tile, centre) => fillTile(tile, centre, clock));
}

/** @param {HTMLElement} tile @param {Centre} centre @param {Clock} clock */
function fillTile(tile, centre, clock) {
  const now = clock.now();
  const { dataset } = tile;
  dataset.state = stateOf(centre, now);
  dataset.v = String(centre.v);
  setText(byRole("name", tile), unbroken(nameOf(centre)));
  setText(byRole("waiting", tile), String(centre.waiting));
  setText(byRole("longest", tile), centre.waiting === 0 ? "" : longestText(centre, now));
  setText(byRole("above", tile), centre.above === 0 ? "" : t("above", { n: centre.above }));
  show(byRole("above", tile), centre.above > 0);
  setText(byRole("foot", tile), footOf(centre, clock));
}

/** @param {Centre} centre @param {Clock} clock */
function footOf(centre, clock) {
  if (centre.silent) return silentText(centre, clock);
  if (centre.halted) return t("halted");
  const found = [t("counters", { open: centre.counters.open, all: centre.counters.all })];
  found.push(...centre.devices.troubles.map((code) => t(`device_${code}`)));
  if (centre.ratings !== null) found.push(t("good_short", { n: centre.ratings.good }));
  return found.join(" · ");
}
