/** A list with more than there is room for stands page by page: the same page on every screen of a hall, by the server's clock. */

import { setText, show } from "/static/js/dom.js";

/** Long enough to find one's own among two dozen. */
export const PAGE_STAYS_MS = 10_000;

/** How many stand on a page of each list. @type {WeakMap<HTMLElement, number>} */
const sizes = new WeakMap();

/** How many stand on a page, at most `most`, when `all` are spread over as few pages as that takes. @param {number} all @param {number} most */
export function evenly(all, most) {
  return Math.ceil(all / Math.ceil(all / most));
}

/** So many of the list stand on a page, from now on. @param {HTMLElement} list @param {number} size */
export function pageBy(list, size) {
  sizes.set(list, size);
  list.toggleAttribute("data-paged", pagesOf(list) > 1);
}

/** @param {HTMLElement} list @returns {number} how many pages it takes */
export function pagesOf(list) {
  const { length } = list.children;
  return Math.max(1, Math.ceil(length / (sizes.get(list) ?? length)));
}

/** @param {HTMLElement} list @param {number} page from 0 */
export function showPage(list, page) {
  const size = sizes.get(list) ?? list.children.length;
  for (const [at, item] of [...list.children].entries()) show(item, Math.floor(at / size) === page);
}

/** Show the page whose turn it is, and say which of how many. @param {HTMLElement} list @param {HTMLElement} said @param {number} now */
export function turnPage(list, said, now) {
  const pages = pagesOf(list);
  const page = Math.floor(now / PAGE_STAYS_MS) % pages;
  showPage(list, page);
  setText(said, `${page + 1}/${pages}`);
  show(said, pages > 1);
}
