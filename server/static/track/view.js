/** A ticket on the phone: every state is in the page, one of them is shown. */

import { createClock } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { isSoon } from "/static/js/soon.js";
import { markTongue, pick, t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

const STALE_AFTER_MS = 45_000;

/** @typedef {import("/static/js/answers.d.ts").Tracked} Ticket */

/** @param {HTMLElement} body @param {Ticket} ticket @returns {boolean} whether it was called since it was last shown */
export function isNewCall(body, ticket) {
  return ticket.state === "called" && ticket.calls > Number(body.dataset.calls);
}

/** @param {HTMLElement} body @param {Ticket} ticket */
export function showTicket(body, ticket) {
  const standing = standingOf(ticket);
  if (standing === "away" && body.dataset.standing !== "away") location.reload();
  body.dataset.standing = standing;
  body.dataset.calls = String(ticket.calls);
  for (const place of ["ahead", "unserved-ahead"]) setText(byRole(place), String(ticket.ahead));
  setText(byRole("wait"), waitText(ticket.wait));
  if (ticket.past_day) setText(byRole("past-day"), dayText(ticket.past_day));
  showPlaces(body, ticket);
  showStanding(ticket);
  for (const node of body.querySelectorAll(".track-state")) show(node, isListed(standing, node, "state"));
  for (const node of body.querySelectorAll("[data-only]")) show(node, isListed(standing, node, "only"));
  const values = { number: ticket.number, counter: ticket.counter ?? "" };
  document.title = t(standing === "called" ? "title_called" : "title", values);
}

/** Whoever was left behind, waits, went for a while or missed a call longer ago than can be mended has a section of their own. @param {Ticket} ticket */
function standingOf(ticket) {
  if (ticket.past_day) return "past";
  if (ticket.state === "waiting") return waitingAs(ticket);
  if (ticket.away_until) return "away";
  return ticket.state === "no_show" && !ticket.call_back_until ? "too_late" : ticket.state;
}

/** @param {string} day as 2026-11-22 */
function dayText(day) {
  return `${day.slice(8)}/${day.slice(5, 7)}`;
}

/** Nobody is next where no counter serves the field. @param {Ticket} ticket */
function waitingAs({ ahead, wait }) {
  if (wait === null) return "unserved";
  return isSoon(ahead, wait) ? "soon" : "waiting";
}

/** What stands besides the queue, for its field and for everybody. @param {Ticket} ticket */
function showStanding({ outage, emergency, pause }) {
  const words = emergency && { vi: emergency.vi, en: emergency.en };
  show(byRole("emergency"), words !== undefined);
  setText(byRole("emergency-text"), pick(words));
  if (words) markTongue(byRole("emergency-text"), words);
  show(byRole("outage"), Boolean(outage));
  setText(byRole("outage-text"), pick(outage));
  show(byRole("pause"), Boolean(pause));
  setText(byRole("pause-text"), pick(pause));
}

/** @param {HTMLElement} body @param {Ticket} ticket */
function showPlaces(body, { counter, counter_name: name, calls, desks, call_back_until: until }) {
  for (const node of all(body, "counter")) {
    setText(node, name ?? String(counter ?? ""));
    if (name) node.dataset.named = "true";
    else delete node.dataset.named;
  }
  show(byRole("desk-word"), !name);
  setText(byRole("again-count"), String(calls - 1));
  show(byRole("again"), calls > 1);
  for (const node of all(body, "desks")) setText(node, desks.join(", "));
  for (const node of all(body, "desks-shown")) show(node, desks.length > 0);
  setText(byRole("call-back-until"), until?.slice(11, 16) ?? "");
}

/** @param {HTMLElement} body @param {string} role @returns {NodeListOf<HTMLElement>} */
function all(body, role) {
  return body.querySelectorAll(`[data-role="${role}"]`);
}

/** @param {string} standing @param {Element} node @param {string} name of its data attribute, a list of standings */
function isListed(standing, node, name) {
  return (/** @type {HTMLElement} */ (node).dataset[name] ?? "").split(" ").includes(standing);
}

/** Where a call may still come: the way to be told, or that one will be. @param {HTMLElement} body @param {boolean} on */
export function showNotify(body, on) {
  const offer = byRole("notify");
  const mayCome = isListed(body.dataset.standing ?? "", offer, "only");
  show(offer, mayCome && !on);
  show(byRole("notified"), mayCome && on);
}

/** @param {number} heardAt milliseconds @param {boolean} failed the last question got no answer */
export function showStale(heardAt, failed) {
  setText(byRole("stale-since"), createClock().time(heardAt));
  show(byRole("stale"), failed || Date.now() - heardAt > STALE_AFTER_MS);
}
