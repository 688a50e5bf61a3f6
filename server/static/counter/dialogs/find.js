/** A number that somebody asks about: found, told where it stands, its slip printed again. Nothing is done to the queue. */

import { byRole } from "/static/js/dom.js";
import { createFinder } from "/static/js/find_number.js";
import { bindLookUp } from "../dossier.js";

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function findDialog({ api }) {
  /** @type {ReturnType<typeof createFinder> | undefined} */
  let finder;
  let look = () => {};
  return {
    bind: (form) => {
      finder = createFinder(api, form);
      const code = form.elements.namedItem("find-dossier");
      if (code instanceof HTMLInputElement) look = bindLookUp(api, code, byRole("find-dossier-line", form));
    },
    ask: (form) => {
      finder?.clear();
      look();
      queueMicrotask(() => /** @type {HTMLInputElement} */ (form.elements.namedItem("find-number")).focus());
    },
    answer: () => {
      void finder?.search();
      return null;
    },
  };
}
