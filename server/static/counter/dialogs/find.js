/** A number that somebody asks about: found, told where it stands, its slip printed again. Nothing is done to the queue. */

import { createFinder } from "/static/js/find_number.js";

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function findDialog({ api }) {
  /** @type {ReturnType<typeof createFinder> | undefined} */
  let finder;
  return {
    bind: (form) => {
      finder = createFinder(api, form);
    },
    ask: (form) => {
      finder?.clear();
      queueMicrotask(() => /** @type {HTMLInputElement} */ (form.elements.namedItem("find-number")).focus());
    },
    answer: () => {
      void finder?.search();
      return null;
    },
  };
}
