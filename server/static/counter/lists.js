/** The right side: who waits, who is parked, who was missed, today's figures. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { fillMissed, fillParked, fillWaiting } from "./rows.js";
import { canCall } from "./rules.js";

/**
 * @typedef {import("./rules.js").Console} Console
 * @typedef {import("./rules.js").Ticket} Ticket
 * @typedef {import("./desk.js").Tools} Tools
 * @typedef {(row: HTMLElement, ticket: Ticket, tools: Tools, n: number) => void} Fill
 */

/** @param {Console} view @param {Tools} tools */
export function showLists(view, tools) {
  const list = (/** @type {string} */ name, /** @type {Ticket[]} */ items, /** @type {Fill} */ fill) =>
    showList(name, items, (row, ticket) => fill(row, ticket, tools, view.n));
  const [own, helped] = ownAndHelped(view);
  list("waiting", own, fillWaiting);
  list("helped", helped, fillWaiting);
  list("missed", view.missed.items, fillMissed);
  list("parked", view.parked.items, fillParked);
  showTotals(view, own.length, helped.length);
  showFigures(view.today);
}

/** Buttons in the lists: somebody can be called only with a free hand. @param {Console} view @param {boolean} busy */
export function showRowButtons(view, busy) {
  for (const button of document.querySelectorAll("[data-call-again], [data-resume-ticket]")) {
    const calls = "callAgain" in /** @type {HTMLElement} */ (button).dataset;
    /** @type {HTMLButtonElement} */ (button).disabled = busy || view.state === "closed" || (calls && !canCall(view));
  }
}

/** Who comes for the counter's first choice, or for it alone; then whom it helps out. @param {Console} view @returns {[Ticket[], Ticket[]]} */
export function ownAndHelped({ waiting, fields, n }) {
  const isOwn = (/** @type {Ticket} */ ticket) => fields.includes(ticket.field) || ticket.for_counter === n;
  return [waiting.items.filter(isOwn), waiting.items.filter((ticket) => !isOwn(ticket))];
}

/** @param {string} name @param {Ticket[]} items @param {(row: HTMLElement, ticket: Ticket) => void} fill */
function showList(name, items, fill) {
  const template = name === "helped" ? "waiting-template" : `${name}-template`;
  syncList(byRole(name), items, ({ id }) => String(id), () => stamp(template), fill);
}

/** @param {Console} view @param {number} own @param {number} helped */
function showTotals({ waiting, missed, parked, helps }, own, helped) {
  setText(byRole("waiting-total"), String(waiting.total));
  setText(byRole("waiting-count"), String(waiting.total));
  show(byRole("waiting-none"), waiting.total === 0);
  show(byRole("waiting-more"), waiting.total > waiting.items.length);
  setText(byRole("waiting-more"), t("more_waiting", { count: waiting.total - waiting.items.length }));
  show(byRole("own-title"), helps.length > 0 && own > 0);
  show(byRole("helped-title"), helped > 0);
  show(byRole("kept-shown"), missed.items.length + parked.items.length > 0);
  for (const [name, { items }] of Object.entries({ missed, parked })) {
    show(byRole(`${name}-shown`), items.length > 0);
    setText(byRole(`${name}-total`), String(items.length));
  }
}

/** @param {Console["today"]} today */
function showFigures(today) {
  setText(byRole("finished"), String(today.finished));
  setText(byRole("no-shows"), String(today.no_show));
  setText(byRole("dossiers"), String(today.dossiers));
  setText(byRole("without-outcome"), String(today.without_outcome));
  const minutes = today.service_s === null ? null : Math.max(1, Math.round(today.service_s / 60));
  setText(byRole("service"), minutes === null ? "–" : t("minutes_short", { minutes }));
}
