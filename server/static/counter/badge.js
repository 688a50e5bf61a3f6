/** A state as a badge. */

import { setText } from "/static/js/dom.js";

/** @param {HTMLElement} node @param {string} state @param {string} text */
export function setBadge(node, state, text) {
  node.dataset.state = state;
  setText(node, text);
}
