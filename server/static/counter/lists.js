/** The right side: who waits, who was missed, today's figures. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { lapse } from "./lapse.js";
import { canCall } from "./rules.js";

/**
 * @typedef {import("./rules.js").Console} Console
 * @typedef {import("./rules.js").Ticket} Ticket
 * @typedef {import("./desk.js").Tools} Tools
 */

/** @param {Console} view @param {Tools} tools */
export function showLists(view, tools) {
  showWaiting(view.waiting, tools);
  showMissed(view, tools);
  setText(byRole("finished"), String(view.today.finished));
  setText(byRole("no-shows"), String(view.today.no_show));
}

/** Numbers once missed can be called again only with a free hand. @param {Console} view @param {boolean} busy */
export function showCallAgain(view, busy) {
  for (const button of document.querySelectorAll("[data-call-again]")) {
    /** @type {HTMLButtonElement} */ (button).disabled = busy || !canCall(view);
  }
}

/** @param {Console["waiting"]} waiting @param {Tools} tools */
function showWaiting({ total, items }, tools) {
  setText(byRole("waiting-total"), String(total));
  show(byRole("waiting-none"), total === 0);
  show(byRole("waiting-more"), total > items.length);
  setText(byRole("waiting-more"), t("more_waiting", { count: total - items.length }));
  syncList(byRole("waiting"), items, keyOf, () => stamp("waiting-template"), (row, ticket) =>
    fillWaiting(row, ticket, tools));
}

/** @param {HTMLElement} row @param {Ticket} ticket @param {Tools} tools */
function fillWaiting(row, ticket, { clock, names }) {
  fillNumber(row, ticket, names);
  setText(byRole("procedure", row), names.procedure(ticket.procedure, ticket.field));
  setText(byRole("waited", row), lapse(ticket.issued_at, clock.now()));
  show(byRole("priority", row), ticket.priority !== null);
  if (ticket.priority) setText(byRole("priority", row), names.priority(ticket.priority));
}

/** @param {Console} view @param {Tools} tools */
function showMissed({ missed }, tools) {
  show(byRole("missed-shown"), missed.items.length > 0);
  setText(byRole("missed-total"), String(missed.items.length));
  syncList(byRole("missed"), missed.items, keyOf, () => stamp("missed-template"), (row, ticket) =>
    fillMissed(row, ticket, tools));
}

/** @param {HTMLElement} row @param {Ticket} ticket @param {Tools} tools */
function fillMissed(row, ticket, { clock, names }) {
  fillNumber(row, ticket, names);
  setText(byRole("missed-at", row), ticket.ended_at ? t("missed_at", { time: clock.time(ticket.ended_at) }) : "");
  const button = /** @type {HTMLButtonElement} */ (row.querySelector("[data-call-again]"));
  button.dataset.callAgain = String(ticket.id);
  button.setAttribute("aria-label", t("call_again_label", { number: ticket.number }));
}

/** @param {HTMLElement} row @param {Ticket} ticket @param {import("./names.js").Names} names */
function fillNumber(row, ticket, names) {
  setText(byRole("number", row), ticket.number);
  setText(byRole("field", row), names.field(ticket.field));
}

/** @param {Ticket} ticket */
function keyOf({ id }) {
  return String(id);
}
