/** Reasons are kept in Vietnamese, as people in the centre speak; the quick ones are shown in the page's language. */

import { byRole } from "/static/js/dom.js";
import { pick } from "/static/js/texts.js";

/** @type {Map<string, import("/static/js/texts.js").Both>} */
const known = new Map();

/** @param {string} said @returns {string} as the page shows it; words of somebody's own stay as they are */
export function reasonText(said) {
  if (known.size === 0) {
    for (const both of JSON.parse(byRole("quick-reasons").textContent ?? "[]")) known.set(both.vi, both);
  }
  return pick(known.get(said)) || said;
}
