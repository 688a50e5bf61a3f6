/** Why: a quick reason by its digit, or words of one's own. */

import { chosen } from "/static/js/choices.js";

/**
 * @param {string} action @param {string} key what the API calls the reason
 * @returns {import("../dialogs.js").Asking}
 */
export function reasonDialog(action, key) {
  return { bind: bindOwnWords, answer: (form) => ({ action, body: { [key]: reasonOf(form) } }) };
}

/** @param {HTMLFormElement} form @returns {string | null} */
export function reasonOf(form) {
  const own = /** @type {HTMLInputElement} */ (form.elements.namedItem("own")).value.trim();
  return chosen(form, "reason") || own || null;
}

/** Whoever writes has chosen "other". @param {HTMLFormElement} form */
export function bindOwnWords(form) {
  const own = /** @type {HTMLInputElement} */ (form.elements.namedItem("own"));
  const other = /** @type {HTMLInputElement} */ (form.querySelector("[data-own]"));
  own.addEventListener("input", () => {
    if (own.value.trim()) other.checked = true;
  });
}
