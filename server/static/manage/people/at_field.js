/** What is wrong with one field is said at it, and the field has the focus; what is wrong besides is said elsewhere. */

import { byRole, el, setText, show } from "/static/js/dom.js";

/** Which fields each refusal is about; a form has one of them. @type {Record<string, string[]>} */
const FIELDS = {
  name_missing: ["name"],
  username_wrong: ["username"],
  username_taken: ["username"],
  password_short: ["password", "new_password"],
  pin_wrong: ["pin", "new_pin"],
};

/**
 * Whether it was said at a field of the question's form; then nothing is said of it above.
 * @param {HTMLFormElement} form @param {{code: string, detail: string, action: string}} problem
 */
export function sayAtField(form, { code, detail, action }) {
  clearFields(form);
  const inputs = (FIELDS[code] ?? []).map((name) => form.elements.namedItem(name));
  const input = inputs.find((one) => one instanceof HTMLInputElement);
  if (!(input instanceof HTMLInputElement)) return false;
  const error = errorOf(input);
  setText(error, `${detail} ${action}`);
  show(error);
  show(byRole("dialog-notice", form), false);
  input.setAttribute("aria-invalid", "true");
  input.focus();
  return true;
}

/** @param {HTMLFormElement} form */
export function clearFields(form) {
  for (const error of form.querySelectorAll(".field-error")) show(error, false);
  for (const input of form.querySelectorAll('[aria-invalid="true"]')) input.removeAttribute("aria-invalid");
}

/** Where a field says what is wrong with it. @param {HTMLInputElement} input @returns {HTMLElement} */
function errorOf(input) {
  const id = `error-${input.name}`;
  const there = document.getElementById(id);
  if (there) return there;
  const error = el("p", { class: "field-error", id });
  input.after(error);
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  return error;
}
