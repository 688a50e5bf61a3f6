/** Why: a quick reason by its digit, or words of one's own. */

import { chosen } from "/static/js/choices.js";

/**
 * @param {string} action @param {string} key what the API calls the reason
 * @returns {import("../dialogs.js").Asking}
 */
export function reasonDialog(action, key) {
  return {
    bind: (form) => {
      bindOwnWords(form);
      form.addEventListener("change", () => setReady(form));
      form.addEventListener("input", () => setReady(form));
    },
    ask: setReady,
    answer: (form) => ({ action, body: { [key]: reasonOf(form) } }),
  };
}

/** Something has to be chosen, "other" without a word too. @param {HTMLFormElement} form */
function setReady(form) {
  const none = form.querySelector('[name="reason"]:checked') === null;
  /** @type {HTMLButtonElement} */ (form.querySelector("[data-confirm]")).disabled = none;
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
