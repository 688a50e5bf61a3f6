/** One line in a list on the right. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";
import { keptFor } from "./kept_for.js";
import { lapse } from "./lapse.js";
import { reasonText } from "./reasons.js";

/**
 * @typedef {import("./rules.js").Ticket} Ticket
 * @typedef {import("./desk.js").Tools} Tools
 */

/** @param {HTMLElement} row @param {Ticket} ticket @param {Tools} tools @param {number} n this counter */
export function fillWaiting(row, ticket, { clock, names }, n) {
  fillNumber(row, ticket, names);
  setText(byRole("procedure", row), names.procedure(ticket.procedure, ticket.field));
  const waited = lapse(ticket.issued_at, clock.now());
  setText(byRole("waited", row), t("since", { time: clock.time(ticket.issued_at), waited }));
  setText(byRole("expected", row), ticket.wait ? t("expected", { wait: waitText(ticket.wait) }) : "");
  show(byRole("priority", row), ticket.priority !== null);
  if (ticket.priority) setText(byRole("priority", row), names.priority(ticket.priority));
  const kept = keptFor(ticket, n);
  show(byRole("for-counter", row), kept !== "");
  setText(byRole("for-counter", row), kept);
  fillNote(row, ticket);
}

/** @param {HTMLElement} row @param {Ticket} ticket @param {Tools} tools */
export function fillParked(row, ticket, { names }) {
  setText(byRole("number", row), ticket.number);
  setText(byRole("note", row), ticket.note ? reasonText(ticket.note) : names.field(ticket.field));
  fillButton(row, "callAgain", ticket, "call_in_label");
  fillButton(row, "resumeTicket", ticket, "is_back_label");
}

/** @param {HTMLElement} row @param {Ticket} ticket @param {Tools} tools */
export function fillMissed(row, ticket, { clock, names }) {
  fillNumber(row, ticket, names);
  setText(byRole("missed-at", row), ticket.ended_at ? t("missed_at", { time: clock.time(ticket.ended_at) }) : "");
  fillButton(row, "callAgain", ticket, "call_again_label");
}

/** @param {HTMLElement} row @param {Ticket} ticket @param {import("./names.js").Names} names */
function fillNumber(row, ticket, names) {
  setText(byRole("number", row), ticket.number);
  setText(byRole("field", row), names.field(ticket.field));
}

/** @param {HTMLElement} row @param {Ticket} ticket */
function fillNote(row, { note }) {
  show(byRole("note", row), Boolean(note));
  setText(byRole("note", row), note ? reasonText(note) : "");
  byRole("note", row).title = note ?? "";
}

/** @param {HTMLElement} row @param {"callAgain" | "resumeTicket"} what @param {Ticket} ticket @param {string} label */
function fillButton(row, what, ticket, label) {
  const attribute = what === "callAgain" ? "data-call-again" : "data-resume-ticket";
  const button = /** @type {HTMLButtonElement} */ (row.querySelector(`[${attribute}]`));
  button.setAttribute(attribute, String(ticket.id));
  button.setAttribute("aria-label", t(label, { number: ticket.number }));
}
