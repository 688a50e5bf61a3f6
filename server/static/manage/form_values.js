/** What stands in a form's fields, by name. */

/** @param {HTMLFormElement} form @param {string} name @returns {string} without the white space around it */
export function read(form, name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/** Radio buttons too: the one with this value is chosen. @param {HTMLFormElement} form @param {string} name @param {string} value */
export function write(form, name, value) {
  /** @type {HTMLInputElement | RadioNodeList} */ (form.elements.namedItem(name)).value = value;
}
