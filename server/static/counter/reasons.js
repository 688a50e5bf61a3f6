/** Reasons are kept in Vietnamese, as people in the centre speak; the quick ones are shown in the page's language. */

import { byRole } from "/static/js/dom.js";
import { pick } from "/static/js/texts.js";

/** @typedef {import("/static/js/texts.js").Both} Both */

/** @type {Map<string, Both>} */
const known = new Map();

/** @param {string} said @returns {string} as the page shows it; words of somebody's own stay as they are */
export function reasonText(said) {
  if (known.size === 0) {
    /** @type {Both[]} */
    const quick = JSON.parse(byRole("quick-reasons").textContent ?? "[]");
    for (const both of quick) known.set(both.vi, both);
  }
  return pick(known.get(said)) || said;
}
