/** Keeps a page as new as a file of the city, and lets it say how old that is. */

import { agedBy, showAge } from "./age.js";
import { ask, Unreadable } from "./ask.js";
import { pause } from "./pace.js";

const LOOK_AT_AGE_EVERY_MS = 5000;
/** Everybody's phone at its own moment. */
const SPREAD = 0.2;

/**
 * @template {import("./age.js").Told} T
 * @param {string} address of the file
 * @param {(said: unknown) => said is T} isFile
 * @param {(file: T, now: number) => void} hear told of each new one, with the web server's time; throws where it cannot be shown
 */
export function follow(address, isFile, hear) {
  let etag = "";
  /** @type {T | null} */
  let told = null;
  /** @type {import("./age.js").Trouble} */
  let trouble = "";
  let failed = 0;
  let answered = { now: 0, since: 0 };
  let asking = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const now = () => answered.now + performance.now() - answered.since;
  const look = () => showAge(agedBy(told, now(), trouble), now());
  const question = async () => {
    clearTimeout(timer);
    if (asking) return;
    asking = true;
    try {
      const answer = await ask(address, etag, isFile);
      answered = { now: answer.now, since: performance.now() };
      if (answer.news) shown(answer.news);
      etag = answer.etag;
      trouble = "";
      failed = 0;
    } catch (error) {
      trouble = error instanceof Unreadable ? "unreadable" : "lost";
      failed += 1;
    }
    asking = false;
    look();
    askLater();
  };
  /** @param {T} news */
  const shown = (news) => {
    try {
      hear(news, answered.now);
    } catch (error) {
      throw new Unreadable(address, { cause: error });
    }
    told = news;
  };
  const askLater = () => {
    const seconds = pause(failed, document.hidden);
    clearTimeout(timer);
    if (seconds !== null) timer = setTimeout(question, seconds * 1000 * (1 + SPREAD * Math.random()));
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else question();
  });
  // A phone that slept asks late: what it shows is old before any question has failed.
  setInterval(() => !document.hidden && look(), LOOK_AT_AGE_EVERY_MS);
  question();
}
