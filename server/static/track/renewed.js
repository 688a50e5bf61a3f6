/** Settings were changed: the page is drawn anew from the server, and stays allowed to ring. */

import { renew } from "/static/phone/renew.js";
import { showNotify, showTicket } from "./view.js";

/** @param {HTMLElement} body @param {import("./view.js").Ticket} ticket as it was heard last @param {import("./alert.js").Alert} alert */
export async function drawRenewed(body, ticket, alert) {
  if (!(await renew(`/t/${ticket.track}`))) return;
  body.dataset.settings = String(ticket.settings);
  showTicket(body, ticket);
  showNotify(body, alert.audio !== null);
}
