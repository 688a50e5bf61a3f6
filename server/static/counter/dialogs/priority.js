/** Which priority class the citizen really has: the officer has seen who came. */

import { chosen } from "/static/js/choices.js";

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function priorityDialog({ view }) {
  return {
    ask: (form) => {
      const now = view()?.ticket?.priority ?? "";
      const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name="priority"]'));
      for (const input of inputs) input.checked = input.value === now;
    },
    answer: (form) => ({ action: "priority", body: { priority: chosen(form, "priority") || null } }),
  };
}
