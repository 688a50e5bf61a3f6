/** The left side: the counter, the ticket in hand, and what can be done with it. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { lapse } from "./lapse.js";
import { allowedActions, primaryAction } from "./rules.js";

/**
 * @typedef {import("./rules.js").Console} Console
 * @typedef {import("./rules.js").Ticket} Ticket
 * @typedef {{clock: import("/static/js/clock.js").Clock, names: import("./names.js").Names}} Tools
 */

/** @param {Console} view @param {Tools} tools */
export function showDesk(view, tools) {
  const { state, ticket } = view;
  document.body.dataset.state = state;
  setText(byRole("name"), view.name);
  setBadge(byRole("state"), state, t(`state_${state}`));
  setText(byRole("fields"), view.fields.map(tools.names.field).join(" · "));
  if (view.officer) setText(byRole("officer"), view.officer.name);
  show(byRole("current"), ticket !== null);
  show(byRole("nobody"), ticket === null);
  if (ticket) showTicket(ticket, tools);
  else showNobody(view);
}

/**
 * Show the next step, and enable what is allowed; while one is under way nothing can be pressed.
 * @param {Console} view @param {string | null} busy
 */
export function showActions(view, busy) {
  const next = primaryAction(view);
  const allowed = allowedActions(view);
  for (const node of document.querySelectorAll("[data-action]")) {
    const button = /** @type {HTMLButtonElement} */ (node);
    const action = button.dataset.action ?? "";
    if ("step" in button.dataset) show(button, action === (busy && isStep(busy) ? busy : next));
    button.disabled = busy !== null || !allowed.has(action);
    button.setAttribute("aria-busy", String(action === busy));
  }
}

/** @param {string} action */
function isStep(action) {
  return document.querySelector(`[data-step][data-action="${action}"]`) !== null;
}

/** @param {Ticket} ticket @param {Tools} tools */
function showTicket(ticket, { clock, names }) {
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
  showMarks(ticket, names);
}

/** @param {Ticket} ticket @param {import("./names.js").Names} names */
function showMarks({ priority, print }, names) {
  show(byRole("priority"), priority !== null);
  if (priority !== null) setText(byRole("priority"), names.priority(priority));
  const unsure = print === "failed" || print === "unknown";
  show(byRole("print"), unsure);
  if (unsure) setBadge(byRole("print"), print, t(`print_${print}`));
  show(byRole("marks"), priority !== null || unsure);
}

/** @param {Console} view */
function showNobody({ state, waiting }) {
  setText(byRole("current-number"), "");
  const idle = state === "open" && waiting.total === 0;
  setText(byRole("nobody-title"), t(`nobody_${state}`));
  const values = { count: waiting.total, number: waiting.items[0]?.number ?? "" };
  setText(byRole("nobody-text"), t(idle ? "nobody_idle_text" : `nobody_${state}_text`, values));
}

/** @param {HTMLElement} node @param {string} state @param {string} text */
function setBadge(node, state, text) {
  node.dataset.state = state;
  setText(node, text);
}
