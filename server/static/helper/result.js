/** The number, and how the person gets it: on paper or as a code to photograph. */

import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t, unbroken } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/** States in which there may be no slip: the person needs the code. */
const WITHOUT_SLIP = new Set(["failed", "unknown", "none", "shown"]);

/**
 * @param {import("./wish.js").Ticket} ticket
 * @param {import("./find.js").Field | undefined} field
 * @param {string} print printing, printed, failed, unknown, none (no printer) or shown (not asked for)
 */
export function drawResult(ticket, field, print) {
  const qr = /** @type {HTMLImageElement} */ (byRole("qr"));
  setText(byRole("number"), ticket.number);
  setText(byRole("result-field"), unbroken(pick(field?.names)));
  setText(byRole("result-ahead"), t("ahead", { count: ticket.ahead }));
  setText(byRole("result-wait"), waitText(ticket.wait));
  setText(byRole("print-text"), t(`print_${print}`));
  byRole("print-state").dataset.state = print;
  qr.src = `/t/${encodeURIComponent(ticket.track)}/qr.svg`;
  qr.alt = t("qr_label", { number: ticket.number });
  if (WITHOUT_SLIP.has(print)) showCode();
}

export function showCode() {
  show(byRole("code"));
  show(/** @type {HTMLElement} */ (document.querySelector('[data-action="code"]')), false);
}

/** Nothing of the last person stays on the screen. */
export function clearResult() {
  for (const role of ["number", "result-field", "print-text"]) setText(byRole(role), "");
  byRole("qr").removeAttribute("src");
  show(byRole("code"), false);
  show(/** @type {HTMLElement} */ (document.querySelector('[data-action="code"]')));
}
