/** Names stand whole: where one would be cut at its usual size, all of its list are set smaller, then page by page. */

import { pageBy, pagesOf, showPage } from "./pages.js";

/** @typedef {() => number} Arrange lays a list out, and says how many then stand on a page */

const STEPS = ["usual", "tight", "small", "smallest"];
/** So much of a letter's height beyond its box means that a line is lost. */
const LOST = 0.5;
const EDGE_PX = 1;
/** At most so many stand on a page where nothing keeps all names whole. */
const AT_ONCE = 24;
const NAMES = '.hall-clip[lang="vi"], [data-named] > strong';
/** What must be whole beside its name. */
const TILES = ".hall-tile";

/** What each list was fitted for. @type {WeakMap<HTMLElement, string>} */
const fitted = new WeakMap();

/**
 * @typedef {object} Fit
 * @property {Arrange[]} [arrangements] the best first; all of it at once where none is said
 * @property {string} [held] what stands in the list, as far as it takes room; its text where this is not said
 * @property {(() => void)[]} [states] each draws what it may come to hold without being fitted anew: the caller draws what it holds
 *   now after that. Where none is said, it is what stands there; with an empty list anything fits.
 */

/**
 * Choose the first of these arrangements, and its largest step, at which all that may stand in the list is whole. Where none
 * is, the names are shortened: rather so than one by one on many pages.
 * @param {HTMLElement} list @param {Fit} [fit]
 */
export function fitNames(list, { arrangements = [() => list.children.length], held = textOf(list), states = [() => {}] } = {}) {
  const room = roomOf(list, held);
  if (fitted.get(list) === room) return;
  fitted.set(list, room);
  list.toggleAttribute("data-shortened", false);
  for (const arrange of arrangements) {
    pageBy(list, arrange());
    for (const step of STEPS) {
      list.dataset.names = step;
      if (!states.some((draw) => isCutAs(list, draw))) return;
    }
  }
  list.toggleAttribute("data-shortened", true);
  const sensible = arrangements.find((arrange) => arrange() <= AT_ONCE);
  pageBy(list, sensible ? sensible() : list.children.length);
}

/** @param {HTMLElement} list @param {() => void} draw */
function isCutAs(list, draw) {
  draw();
  return anyCut(list);
}

/** Its text; figures are all of one width. @param {HTMLElement} list */
function textOf(list) {
  return (list.textContent ?? "").replace(/[A-Z]*\d+/g, (number) => "0".repeat(number.length));
}

/** What the room for names depends on. @param {HTMLElement} list @param {string} held */
function roomOf(list, held) {
  const { fields = "", shape = "" } = document.body.dataset;
  const { room = "" } = list.dataset;
  return [held, innerWidth, innerHeight, fields, shape, room, document.fonts.status].join("\n");
}

/** Whether anything would be cut on any of its pages; the last that is looked at stays shown. @param {HTMLElement} list */
function anyCut(list) {
  for (let page = 0; page < pagesOf(list); page += 1) {
    showPage(list, page);
    if ([...list.querySelectorAll(NAMES)].some(isCut) || [...list.querySelectorAll(TILES)].some(isTooSmall)) return true;
  }
  return false;
}

/** @param {Element} name */
function isCut(name) {
  const lost = LOST * parseFloat(getComputedStyle(name).fontSize);
  return name.scrollHeight > name.clientHeight + lost || name.scrollWidth > name.clientWidth + EDGE_PX;
}

/** @param {Element} tile */
function isTooSmall(tile) {
  return tile.scrollWidth > tile.clientWidth + EDGE_PX || tile.scrollHeight > tile.clientHeight + EDGE_PX;
}
