/** Whether what is shown is old, and why: a figure that is not of now says of when it is. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** The file is written once a minute at least, so that an older one has nobody who writes it. */
const OLD_AFTER_MS = 90_000;

/**
 * @typedef {{at: number, silent?: boolean, silent_since?: number | null}} Told when the file was written, and whether its centre is heard
 * @typedef {"" | "lost" | "unreadable"} Trouble of the last question
 * @param {Told | null} told what was read last @param {number} now milliseconds, as the web server has it @param {Trouble} trouble
 * @returns {{text: string, at: number} | null} the key of what to say, and the time in it; null where all is of now
 */
export function agedBy(told, now, trouble) {
  if (!told) return trouble ? { text: "age_none", at: 0 } : null;
  if (trouble === "lost") return { text: "age_lost", at: told.at };
  if (trouble || now - told.at > OLD_AFTER_MS) return { text: "age_old", at: told.silent_since ?? told.at };
  if (!told.silent) return null;
  return told.silent_since ? { text: "age_silent", at: told.silent_since } : { text: "age_never", at: 0 };
}

/** @param {{text: string, at: number} | null} aged @param {number} now */
export function showAge(aged, now) {
  show(byRole("age"), aged !== null);
  document.body.dataset.aged = aged?.text ?? "";
  if (aged) setText(byRole("age-text"), t(aged.text, { time: stampIn(aged.at, now) }));
}

/** @param {number} at @param {number} now @returns {string} "08:15", with the day where it was another; in the centre's time */
export function stampIn(at, now) {
  const zoneMs = Number(document.documentElement.dataset.zone ?? 0) * 60_000;
  const [then, today] = [at, now].map((moment) => new Date(moment + zoneMs).toISOString());
  const time = then?.slice(11, 16) ?? "";
  if (then?.slice(0, 10) === today?.slice(0, 10)) return time;
  return `${time} ${then?.slice(8, 10)}/${then?.slice(5, 7)}`;
}
