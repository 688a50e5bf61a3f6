/** What a dialog's form holds: texts, and lists with one item on a line. */

/** @param {HTMLFormElement} form @param {string} name @returns {string} */
export function read(form, name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/** @param {HTMLFormElement} form @param {string} name @returns {string[]} */
export function readLines(form, name) {
  return read(form, name).split(/[\n;]/).map((line) => line.trim()).filter(Boolean);
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
export function write(form, name, value) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
}

/** A new line in a text of several begins a line; it does not send the form. @param {HTMLElement} node */
export function keepLines(node) {
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && /** @type {Element} */ (event.target).matches("[data-lines]")) event.stopPropagation();
  });
}
