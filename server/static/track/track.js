/** The tracking page keeps itself fresh: polite polling with the ETag, and no socket. */

import { mount } from "/static/js/module.js";
import { pause } from "./pace.js";
import { showStale, showTicket } from "./view.js";

const TIME_LIMIT_MS = 8000;
const LOOK_AT_AGE_EVERY_MS = 5000;
/** Everybody's phone at its own moment. */
const SPREAD = 0.2;

mount("track", (body) => {
  const track = body.dataset.track ?? "";
  let known = { etag: "", ticket: /** @type {import("./view.js").Ticket | null} */ (null) };
  let same = 0;
  let failed = 0;
  let heardAt = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const ask = async () => {
    clearTimeout(timer);
    try {
      const answer = await question(track, known.etag);
      same = answer === null ? same + 1 : 0;
      known = answer ?? known;
      failed = 0;
      heardAt = Date.now();
      if (known.ticket) showTicket(body, known.ticket);
    } catch {
      failed += 1;
    }
    askLater();
  };
  const askLater = () => {
    const seconds = pause(known.ticket, same, failed);
    if (seconds !== null && !document.hidden) timer = setTimeout(ask, seconds * 1000 * (1 + SPREAD * Math.random()));
  };
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) ask();
  });
  setInterval(() => showStale(heardAt, pause(known.ticket, same, failed) === null), LOOK_AT_AGE_EVERY_MS);
  ask();
});

/**
 * @param {string} track @param {string} etag of the answer that is known
 * @returns {Promise<{etag: string, ticket: import("./view.js").Ticket} | null>} null when nothing changed
 */
async function question(track, etag) {
  const answer = await fetch(`/api/v1/track/${track}`, {
    cache: "no-store",
    headers: etag ? { "If-None-Match": etag } : {},
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  if (answer.status === 304) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return { etag: answer.headers.get("ETag") ?? "", ticket: await answer.json() };
}
