/** The ticket in hand: what it is, how long it has waited, what its officer should know. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { setBadge } from "./badge.js";
import { lapse } from "./lapse.js";
import { reasonText } from "./reasons.js";

/** @param {import("./rules.js").Ticket} ticket @param {import("./desk.js").Tools} tools */
export function showTicket(ticket, { clock, names }) {
  const called = ticket.called_at ?? ticket.issued_at;
  setBadge(byRole("ticket-state"), ticket.state, t(`ticket_${ticket.state}`));
  setText(byRole("current-number"), ticket.number);
  setText(byRole("field"), names.field(ticket.field));
  setText(byRole("procedure"), names.procedure(ticket.procedure, ticket.field));
  byRole("procedure").title = names.procedure(ticket.procedure, ticket.field);
  show(byRole("procedure-shown"), ticket.procedure !== null);
  setText(byRole("waited"), lapse(ticket.issued_at, Date.parse(called)));
  setText(byRole("called-at"), clock.time(called));
  setText(byRole("calls"), String(ticket.calls));
  show(byRole("dossiers-shown"), Boolean(ticket.dossiers_told));
  setText(byRole("dossiers-told"), String(ticket.dossiers_told ?? ""));
  show(byRole("note-shown"), Boolean(ticket.note));
  setText(byRole("note"), ticket.note ? reasonText(ticket.note) : "");
  byRole("note").title = ticket.note ?? "";
  showMarks(ticket, names);
}

/** @param {import("./rules.js").Ticket} ticket @param {import("./names.js").Names} names */
function showMarks({ id, priority, print, language }, names) {
  show(byRole("priority"), priority !== null);
  if (priority !== null) setText(byRole("priority"), names.priority(priority));
  byRole("priority").title = priority === null ? "" : names.basis(priority);
  show(byRole("language"), language !== null);
  if (language !== null) setText(byRole("language"), nameOfLanguage(language));
  const unsure = print === "failed" || print === "unknown";
  show(byRole("print"), unsure);
  if (unsure) setBadge(byRole("print"), print, t(`print_${print}`));
  show(byRole("print-slip"), unsure);
  byRole("print-slip").dataset.printSlip = String(id);
  show(byRole("marks"), priority !== null || language !== null || unsure);
}

/** @param {string} tag as in `<html lang>` @returns {string} what it is called in the language of the page */
function nameOfLanguage(tag) {
  const name = new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
