/** The tracking page keeps itself fresh: polite polling with the ETag, and no socket. */

import { onAction } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { Alert } from "./alert.js";
import { pause } from "./pace.js";
import { isNewCall, showNotify, showStale, showTicket } from "./view.js";

const TIME_LIMIT_MS = 8000;
const LOOK_AT_AGE_EVERY_MS = 5000;
/** Everybody's phone at its own moment. */
const SPREAD = 0.2;

mount("track", (body) => {
  const track = body.dataset.track ?? "";
  const alert = new Alert();
  const began = body.dataset.standing;
  let known = { etag: "", ticket: /** @type {import("./view.js").Ticket | null} */ (null) };
  let failed = 0;
  let heardAt = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const ask = async () => {
    clearTimeout(timer);
    try {
      const answer = await question(track, known.etag);
      failed = 0;
      heardAt = Date.now();
      if (answer) hear(answer);
      const { ticket } = known;
      if (ticket && !isDrawn(body, ticket)) {
        await (await import("./renewed.js")).drawRenewed(body, ticket, alert);
      }
    } catch {
      failed += 1;
    }
    showStale(heardAt, failed > 0);
    askLater();
  };
  /** @param {{etag: string, ticket: import("./view.js").Ticket}} news */
  const hear = (news) => {
    const called = isNewCall(body, news.ticket);
    known = news;
    showTicket(body, news.ticket);
    showNotify(body, alert.audio !== null);
    // What asks for a rating is not in a page that waits: the server makes it once there is something to rate.
    if (news.ticket.rating === "open" && began !== "finished") location.reload();
    if (called) alert.ring();
  };
  const askLater = () => {
    const seconds = pause(known.ticket, failed, document.hidden);
    if (seconds !== null) timer = setTimeout(ask, seconds * 1000 * (1 + SPREAD * Math.random()));
  };
  const isOver = () => pause(known.ticket, failed, false) === null;
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !isOver()) ask();
  });
  onAction(body, (name) => {
    if (name !== "notify") return;
    alert.allow();
    showNotify(body, true);
  });
  // A phone that slept asks late: what it shows is old before any question has failed.
  setInterval(() => !isOver() && showStale(heardAt, failed > 0), LOOK_AT_AGE_EVERY_MS);
  showNotify(body, false);
  ask();
});

/** What is in the page only as the server drew it. @param {HTMLElement} body @param {import("./view.js").Ticket} ticket */
function isDrawn({ dataset }, { settings, point, field }) {
  return String(settings) === dataset.settings && (point ?? "") === dataset.point && field === dataset.field;
}

/**
 * @param {string} track @param {string} etag of the answer that is known
 * @returns {Promise<{etag: string, ticket: import("./view.js").Ticket} | null>} null when nothing changed
 */
async function question(track, etag) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
  try {
    /** @type {HeadersInit} */
    const headers = etag ? { "If-None-Match": etag } : {};
    const answer = await fetch(`/api/v1/track/${track}`, { cache: "no-store", headers, signal: limit.signal });
    if (answer.status === 304) return null;
    if (!answer.ok) throw new Error(String(answer.status));
    return { etag: answer.headers.get("ETag") ?? "", ticket: await answer.json() };
  } finally {
    clearTimeout(timer);
  }
}
