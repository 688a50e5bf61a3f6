/** Numbers whose slip is missing or in doubt: printed by hand, one press one slip. */

import { ApiError, newKey } from "/static/js/api.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";

/** @typedef {{id: number, number: string, print: "failed" | "unknown", marked: boolean}} Slip */

/** @param {Slip[]} slips */
export function showSlips(slips) {
  show(byRole("slips-section"), slips.length > 0);
  setText(byRole("print-all"), t("slips_all", { count: slips.length }));
  show(byRole("print-all"), slips.length > 1);
  syncList(byRole("slips"), slips, ({ id }) => String(id), () => stamp("slip-template"), fill);
}

/** @param {HTMLElement} row @param {Slip} slip */
function fill(row, { number, print, marked }) {
  row.dataset.number = number;
  setText(byRole("number", row), number);
  setText(byRole("why", row), t(`slip_${print}`));
  setText(byRole("print", row), t(marked ? "slip_reprint" : "slip_print", { number }));
  setText(byRole("dismiss", row), t("slip_dismiss", { number }));
}

/** @param {{api: import("/static/js/api.js").Api, said: import("./said.js").Said}} ways */
export function bindSlips({ api, said }) {
  /** @param {HTMLElement} row @param {string} path */
  const send = async (row, path) => {
    await api.post(`/tickets/${row.dataset.key}/${path}`, {}, { key: newKey(), onRetry: said.retrying });
    row.remove(); // a second press finds nothing; what fails again is listed again
  };
  /** @param {HTMLButtonElement} button @param {() => Promise<void>} work */
  const trying = async (button, work) => {
    button.disabled = true;
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    } finally {
      button.disabled = false;
    }
  };
  byRole("slips").addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const row = /** @type {HTMLElement | null} */ (button?.closest("li"));
    if (!button || !row) return;
    const dismiss = button.dataset.role === "dismiss";
    void trying(button, async () => {
      await send(row, dismiss ? "print/dismiss" : "print");
      said.done(t(dismiss ? "slip_dismissed" : "slip_sent", { number: row.dataset.number ?? "" }));
    });
  });
  bindAll(async () => {
    const rows = listed();
    await trying(/** @type {HTMLButtonElement} */ (byRole("print-all")), async () => {
      for (const row of rows) await send(row, "print");
      said.done(t("slips_sent", { count: rows.length }));
    });
  });
}

/** @returns {HTMLElement[]} */
function listed() {
  return [...byRole("slips").children].map((row) => /** @type {HTMLElement} */ (row));
}

/** Many slips are much paper: it is asked once. @param {() => Promise<void>} print */
function bindAll(print) {
  const dialog = /** @type {HTMLDialogElement} */ (byRole("print-all-dialog"));
  byRole("print-all").addEventListener("click", () => {
    setText(byRole("print-all-title"), t("slips_ask", { count: listed().length }));
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "print") void print();
  });
}
