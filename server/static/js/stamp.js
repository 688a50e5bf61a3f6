/** Elements from the page's own <template>s, so that every word stays in the page. */

import { byRole } from "./dom.js";

/** @param {string} role of the template @returns {HTMLElement} a fresh copy of what it holds */
export function stamp(role) {
  const template = /** @type {HTMLTemplateElement} */ (byRole(role));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}
