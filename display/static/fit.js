/** Names stand whole: where one would be cut at its usual size, all of its list are set smaller, then page by page. */

import { pageBy, pagesOf, showPage } from "./pages.js";

/** @typedef {() => number} Arrange lays a list out, and says how many then stand on a page */

const STEPS = ["usual", "tight", "small", "smallest"];
/** So much of a letter's height beyond its box means that a line is lost. */
const LOST = 0.5;
const EDGE_PX = 1;
const NAMES = '.hall-clip[lang="vi"], [data-named] > strong';
/** What must be whole beside its name. */
const TILES = ".hall-tile";

/** What each list was fitted for. @type {WeakMap<HTMLElement, string>} */
const fitted = new WeakMap();

/**
 * Choose the first of these arrangements, and its largest step, at which what stands in the list now is whole.
 * @param {HTMLElement} list @param {Arrange[]} [arrangements] all of it at once where none is said
 */
export function fitNames(list, arrangements = [() => list.children.length]) {
  const drawn = asDrawn(list);
  if (fitted.get(list) === drawn) return;
  fitted.set(list, drawn);
  for (const arrange of arrangements) {
    pageBy(list, arrange());
    for (const step of STEPS) {
      list.dataset.names = step;
      if (!anyCut(list)) return;
    }
  }
}

/** What the room for names depends on; figures are all of one width. @param {HTMLElement} list */
function asDrawn(list) {
  const { fields = "", shape = "" } = document.body.dataset;
  const text = (list.textContent ?? "").replace(/[A-Z]*\d+/g, (number) => "0".repeat(number.length));
  const { room = "" } = list.dataset;
  return [text, innerWidth, innerHeight, fields, shape, room, document.fonts.status].join("\n");
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
