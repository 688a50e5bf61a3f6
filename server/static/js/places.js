/** What people know a counter by: its own name, else its number. */

import { setText } from "/static/js/dom.js";

/** Names of more letters stand smaller. */
const LONG = 8;
const LONGEST = 20;

/**
 * Fill in a counter; what says "quầy" before it, in the same element, is hidden by the style sheet when it has a name.
 *
 * @param {HTMLElement} node @param {number | null | undefined} n @param {string | null | undefined} name its own
 */
export function fillPlace(node, n, name) {
  setText(node, name ?? String(n ?? ""));
  const around = node.parentElement;
  if (!around) return;
  if (name) around.dataset.named = lengthOf(name);
  else delete around.dataset.named;
}

/** @param {string} name @returns {"short" | "long" | "longest"} */
function lengthOf(name) {
  if (name.length > LONGEST) return "longest";
  return name.length > LONG ? "long" : "short";
}
