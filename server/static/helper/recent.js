/** The numbers that this tablet took last, in the page's memory alone. */

import { byRole, setText, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";

const MOST = 8;
/** Where the list waits, as this tab's storage calls it, while the page loads itself anew. */
const KEPT = "goiso.recent";

/** @type {{ticket: import("./wish.js").Ticket, what: string}[]} the newest first */
let taken = [];

/** @param {import("./wish.js").Ticket} ticket @param {string} what it is for @param {() => void} open shows it again */
export function remember(ticket, what, open) {
  const list = byRole("recent-list");
  if (list.querySelector(`[data-ticket="${ticket.id}"]`)) return;
  const row = stamp("recent-template");
  taken = [{ ticket, what }, ...taken].slice(0, MOST);
  row.dataset.ticket = String(ticket.id);
  setText(byRole("recent-number", row), ticket.number);
  setText(byRole("recent-what", row), what);
  setText(byRole("recent-time", row), ticket.issued_at.slice(11, 16));
  row.querySelector("button")?.addEventListener("click", open);
  list.prepend(row);
  for (const old of [...list.children].slice(MOST)) old.remove();
  show(byRole("recent"));
}

/** The page is about to load itself anew: the list outlives that, and only that. */
export function carryOver() {
  sessionStorage.setItem(KEPT, JSON.stringify(taken));
}

/** @param {(ticket: import("./wish.js").Ticket) => void} open shows one again */
export function takeOver(open) {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  /** @type {typeof taken} */
  const list = kept ? JSON.parse(kept) : [];
  for (const { ticket, what } of list.reverse()) remember(ticket, what, () => open(ticket));
}
