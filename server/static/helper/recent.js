/** The numbers that this tablet took last, in the page's memory alone. */

import { byRole, setText, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";

const MOST = 8;

/** @param {import("./wish.js").Ticket} ticket @param {string} what it is for @param {() => void} open shows it again */
export function remember(ticket, what, open) {
  const list = byRole("recent-list");
  if (list.querySelector(`[data-ticket="${ticket.id}"]`)) return;
  const row = stamp("recent-template");
  row.dataset.ticket = String(ticket.id);
  setText(byRole("recent-number", row), ticket.number);
  setText(byRole("recent-what", row), what);
  setText(byRole("recent-time", row), ticket.issued_at.slice(11, 16));
  row.querySelector("button")?.addEventListener("click", open);
  list.prepend(row);
  for (const old of [...list.children].slice(MOST)) old.remove();
  show(byRole("recent"));
}
