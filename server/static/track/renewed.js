/** Settings were changed, or the ticket is of another field or called at another place: the page is drawn anew from the server, and stays allowed to ring. */

import { renew } from "/static/phone/renew.js";
import { showNotify, showTicket } from "./view.js";

/** @param {HTMLElement} body @param {import("./view.js").Ticket} ticket as it was heard last @param {import("./alert.js").Alert} alert */
export async function drawRenewed(body, ticket, alert) {
  if (!(await renew(`/t/${ticket.track}`))) return;
  body.dataset.settings = String(ticket.settings);
  body.dataset.point = ticket.point ?? "";
  body.dataset.field = ticket.field;
  showTicket(body, ticket);
  showNotify(body, alert.audio !== null);
}
