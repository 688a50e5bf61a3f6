/** Numbers whose slip is missing or in doubt: printed by hand, one press one slip. */

import { ApiError, newKey } from "/static/js/api.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";

/** @typedef {{id: number, number: string, print: "failed" | "unknown", marked: boolean}} Slip */

/** @param {Slip[]} slips */
export function showSlips(slips) {
  show(byRole("slips-section"), slips.length > 0);
  syncList(byRole("slips"), slips, ({ id }) => String(id), () => stamp("slip-template"), fill);
}

/** @param {HTMLElement} row @param {Slip} slip */
function fill(row, { number, print, marked }) {
  row.dataset.number = number;
  setText(byRole("number", row), number);
  setText(byRole("why", row), t(`slip_${print}`));
  setText(byRole("print", row), t(marked ? "slip_reprint" : "slip_print", { number }));
}

/** @param {{api: import("/static/js/api.js").Api, said: import("./said.js").Said}} ways */
export function bindSlips({ api, said }) {
  byRole("slips").addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest('[data-role="print"]');
    const row = /** @type {HTMLElement | null} */ (button?.closest("li"));
    if (!(button instanceof HTMLButtonElement) || !row) return;
    button.disabled = true;
    try {
      await api.post(`/tickets/${row.dataset.key}/print`, {}, { key: newKey(), onRetry: said.retrying });
      said.done(t("slip_sent", { number: row.dataset.number ?? "" }));
      row.remove(); // a second press finds nothing; what fails again is listed again
    } catch (problem) {
      button.disabled = false;
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    }
  });
}
