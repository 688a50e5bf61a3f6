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
/** How narrow a tile may be, in letters' heights. */
const WIDTHS = [6.6, 7.4, 8.4, 9.6, 11];
/** Letters grow again where there is room for them, but not at every figure that gets shorter. */
const GROWS_MS = 60_000;

/** @param {Clock} clock */
export function createTiles(clock) {
  const room = byRole("tiles");
  let fittedAt = -Infinity;
  let fittedTo = "";
  let all = true;
  const fitWall = () => {
    if (document.body.dataset.view !== "wall") return;
    const wanted = `${innerWidth}x${innerHeight} ${room.querySelectorAll(".board-tile").length}`;
    const old = performance.now() - fittedAt > GROWS_MS;
    if (wanted === fittedTo && !old && (!all || fitsPage())) return;
    [fittedTo, fittedAt, all] = [wanted, performance.now(), fit()];
  };
  window.addEventListener("resize", fitWall);
  void document.fonts.ready.then(() => {
    fittedTo = "";
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

function fitsPage() {
  const page = document.documentElement;
  return page.scrollHeight <= page.clientHeight && page.scrollWidth <= page.clientWidth;
}

/**
 * The largest letters with which everything is seen at once. Where even the smallest do not do, tiles leave out what is well; where that
 * does not do either, the page scrolls.
 * @returns {boolean} whether all is seen
 */
function fit() {
  const { style, dataset } = document.body;
  const set = (/** @type {number} */ size, /** @type {number} */ width) => {
    style.setProperty("--board-letter", `${size}px`);
    style.setProperty("--board-width", `${width}em`);
  };
  const fits = (/** @type {number} */ size) => WIDTHS.some((width) => {
    set(size, width);
    return fitsPage();
  });
  for (const dense of ["false", "true"]) {
    dataset.dense = dense;
    if (fits(SMALLEST_PX)) return fits(largest(fits));
  }
  const [least] = WIDTHS.map((width) => {
    set(SMALLEST_PX, width);
    return { width, high: document.documentElement.scrollHeight };
  }).sort((one, other) => one.high - other.high);
  set(SMALLEST_PX, least?.width ?? 0);
  return false;
}

/** @param {(size: number) => boolean} fits @returns {number} about the largest letters that do */
function largest(fits) {
  let [low, high] = [SMALLEST_PX, LARGEST_PX];
  while (high - low > STEP_PX) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
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
  const { above, counters, ratings, silent, waiting } = centre;
  dataset.state = stateOf(centre, now);
  dataset.v = String(centre.v);
  setText(byRole("name", tile), unbroken(nameOf(centre)));
  /** @type {Record<string, string>} what stands beside the count of those who wait; empty is not shown */
  const parts = {
    waiting: String(waiting),
    longest: silent || waiting === 0 ? "" : longestText(centre, now),
    above: silent || above === 0 ? "" : t("above", { n: above }),
    counters: silent ? "" : t("counters", { open: counters.open, all: counters.all }),
    good: silent || ratings === null ? "" : t("good", { n: ratings.good }),
    trouble: troubleOf(centre, clock),
  };
  for (const [role, text] of Object.entries(parts)) setText(byRole(role, tile), text);
  show(byRole("good-part", tile), parts.good !== "");
}

/** @param {Centre} centre @param {Clock} clock */
function troubleOf(centre, clock) {
  if (centre.silent) return silentText(centre, clock);
  if (centre.halted) return t("halted");
  const { length } = centre.devices.troubles;
  return length === 0 ? "" : t("device_troubles", { n: length });
}
