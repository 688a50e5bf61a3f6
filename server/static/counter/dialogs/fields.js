/** Which fields the counter serves: a digit goes round first choice, help out, neither. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function fieldsDialog({ view }) {
  return {
    bind: (form) => {
      form.addEventListener("click", (event) => {
        const row = /** @type {HTMLElement} */ (event.target);
        if (row.dataset.key) goRound(row); // its key was pressed; a mouse presses a box in it
      });
      form.addEventListener("change", (event) => {
        excludeOther(/** @type {HTMLInputElement} */ (event.target));
        showReady(form);
      });
    },
    ask: (form) => {
      const { fields = [], helps = [], state } = view() ?? {};
      for (const box of boxes(form)) box.checked = (box.name === "fields" ? fields : helps).includes(box.value);
      setText(byRole("confirm-text", form), t(state === "closed" ? "open_for_these" : "serve_these"));
      showReady(form);
    },
    answer: (form) => ({ action: "open", body: { fields: ticked(form, "fields"), helps: ticked(form, "helps") } }),
  };
}

/** Neither, first choice, help out, neither … @param {HTMLElement} row */
function goRound(row) {
  const [first, help] = /** @type {[HTMLInputElement, HTMLInputElement]} */ (boxes(row));
  const next = first.checked ? help : help.checked ? help : first;
  next.focus();
  next.click();
}

/** One field is first choice or helped out in, not both. @param {HTMLInputElement} box */
function excludeOther(box) {
  const row = box.closest("tr");
  if (!row || !box.checked) return;
  for (const other of boxes(row)) if (other !== box) other.checked = false;
}

/** A counter serves at least one field. @param {HTMLFormElement} form */
function showReady(form) {
  const none = ticked(form, "fields").length === 0;
  /** @type {HTMLButtonElement} */ (form.querySelector("[data-confirm]")).disabled = none;
  show(byRole("no-field", form), none);
}

/** @param {ParentNode} place @returns {HTMLInputElement[]} */
function boxes(place) {
  return [...place.querySelectorAll("input")];
}

/** @param {HTMLFormElement} form @param {string} name @returns {string[]} */
function ticked(form, name) {
  return new FormData(form).getAll(name).map(String);
}
