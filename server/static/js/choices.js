/** Choices made from what the server said: components/choice.html, stamped once for each item. */

import { byRole, setText, show } from "./dom.js";
import { stamp } from "./stamp.js";

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} title
 * @property {string} [detail]
 * @property {string} [sign] its key; by default its place, 1 to 9
 * @property {boolean} [disabled]
 */

/**
 * Fill a list with choices. What was chosen stays so while it is still there.
 * @param {HTMLElement} list @param {string} name of the inputs @param {Choice[]} items
 * @param {(item: Choice) => boolean} [ready] which one is chosen when none was: nothing that moves a person or hands
 *   something over may be, for Enter alone would do it; by default none
 */
export function fillChoices(list, name, items, ready = () => false) {
  const kept = /** @type {HTMLInputElement | null} */ (list.querySelector("input:checked"))?.value;
  list.replaceChildren(...items.map((item, place) => choiceNode(name, item, place)));
  const inputs = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input:not(:disabled)")]);
  const wanted = items.find(ready)?.value;
  const first = inputs.find((input) => input.value === kept) ?? inputs.find((input) => input.value === wanted);
  if (first) first.checked = true;
}

/** @param {string} name @param {Choice} item @param {number} place */
function choiceNode(name, { value, title, detail = "", sign, disabled = false }, place) {
  const node = stamp("choice-template");
  const input = /** @type {HTMLInputElement} */ (node.querySelector("input"));
  Object.assign(input, { name, value, disabled, checked: false });
  carry(node, input, sign ?? (place < 9 ? String(place + 1) : ""));
  setText(byRole("choice-title", node), title);
  setText(byRole("choice-detail", node), detail);
  show(byRole("choice-detail", node), detail !== "");
  return node;
}

/** @param {HTMLElement} node @param {HTMLInputElement} input @param {string} sign */
function carry(node, input, sign) {
  const hint = byRole("choice-key", node);
  show(hint, sign !== "" && !input.disabled);
  // The template's own key is nobody's.
  delete input.dataset.key;
  input.removeAttribute("aria-keyshortcuts");
  if (sign === "") return;
  input.dataset.key = sign;
  input.setAttribute("aria-keyshortcuts", sign);
  setText(/** @type {Element} */ (hint.querySelector(".key")), sign);
}

/** @param {HTMLFormElement} form @param {string} name @returns {string} what is chosen, "" when nothing is */
export function chosen(form, name) {
  return String(new FormData(form).get(name) ?? "");
}
