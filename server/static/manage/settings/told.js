/** What would follow from a change, in sentences of the server's. */

import { byRole, el, show } from "/static/js/dom.js";
import { pick } from "/static/js/texts.js";

/**
 * Nothing where there is no place for it.
 * @param {import("./forms.d.ts").Preview["told"]} told @param {ParentNode} [root]
 * @returns {boolean} whether anything is told
 */
export function drawTold(told, root = document) {
  const node = /** @type {HTMLElement | null} */ (root.querySelector('[data-role="effect-told"]'));
  if (!node) return false;
  const sentences = told ?? [];
  show(node, sentences.length > 0);
  byRole("told-lines", node).replaceChildren(...sentences.map((each) => el("li", { text: pick(each) })));
  return sentences.length > 0;
}
