/** A ticket on the phone: every state is in the page, one of them is shown. */

import { createClock } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

const STALE_AFTER_MS = 30_000;
const CALLED_BUZZ_MS = [400, 150, 400];

/**
 * @typedef {{number: string, state: string, ahead: number, wait: {low_s: number, high_s: number},
 *   counter: number | null}} Ticket
 */

/** @param {HTMLElement} body @param {Ticket} ticket */
export function showTicket(body, ticket) {
  const standing = ticket.state === "waiting" && ticket.ahead === 0 ? "soon" : ticket.state;
  if (standing === "called" && body.dataset.standing !== "called") navigator.vibrate?.(CALLED_BUZZ_MS);
  body.dataset.standing = standing;
  setText(byRole("ahead"), String(ticket.ahead));
  setText(byRole("wait"), waitText(ticket.wait));
  for (const node of body.querySelectorAll('[data-role="counter"]')) setText(node, String(ticket.counter ?? ""));
  for (const node of body.querySelectorAll(".track-state")) show(node, isListed(standing, node, "state"));
  for (const node of body.querySelectorAll("[data-only]")) show(node, isListed(standing, node, "only"));
  const values = { number: ticket.number, counter: ticket.counter ?? "" };
  document.title = t(standing === "called" ? "title_called" : "title", values);
}

/** @param {string} standing @param {Element} node @param {string} name of its data attribute, a list of standings */
function isListed(standing, node, name) {
  return (/** @type {HTMLElement} */ (node).dataset[name] ?? "").split(" ").includes(standing);
}

/** @param {number} heardAt milliseconds @param {boolean} over nothing more can happen, so nothing grows old */
export function showStale(heardAt, over) {
  setText(byRole("stale-since"), createClock().time(heardAt));
  show(byRole("stale"), !over && Date.now() - heardAt > STALE_AFTER_MS);
}
