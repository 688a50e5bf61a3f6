/** What people know a counter by: its own name, else its number. */

import { setText } from "/static/js/dom.js";

/** From so many letters on, a name stands in the smallest size. */
const LONG = 8;

/**
 * Fill in a counter; what says "quầy" before it, in the same element, is hidden by the style sheet when it has a name.
 *
 * @param {HTMLElement} node @param {number | null | undefined} n @param {string | null | undefined} name its own
 */
export function fillPlace(node, n, name) {
  setText(node, name ?? String(n ?? ""));
  const around = node.parentElement;
  if (!around) return;
  if (name) around.dataset.named = name.length > LONG ? "long" : "short";
  else delete around.dataset.named;
}
