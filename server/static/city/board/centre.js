/** One centre in words: what the list and the tiles say of it. */

import { language, t } from "/static/js/texts.js";

/**
 * @typedef {object} Centre as server/city/board/view.py tells it; moments are UTC milliseconds
 * @property {string} code
 * @property {{vi: string, en: string}} names
 * @property {string} district
 * @property {number} epoch
 * @property {number} v
 * @property {boolean} silent
 * @property {number | null} silent_since
 * @property {boolean} halted
 * @property {boolean | null} open
 * @property {number} waiting
 * @property {number | null} longest_since
 * @property {number | null} late_at
 * @property {number} above
 * @property {number} visits
 * @property {number} finished
 * @property {{open: number, paused: number, all: number}} counters
 * @property {{on: number, all: number, troubles: string[]}} devices
 * @property {{good: number, count: number} | null} ratings
 * @property {{number: string, counter: number, counter_name: string | null, at: number | null} | null} call
 */
/** @typedef {import("/static/js/clock.js").Clock} Clock */

const MINUTE_MS = 60_000;
/** From the worst on: what a centre's state is called. */
export const STATES = ["halted", "silent", "late", "devices", "fine", "closed"];

/** @param {Centre} centre @returns {string} */
export function nameOf({ names }) {
  return language() === "en" ? names.en : names.vi;
}

/** Whether people have waited longer than they should. @param {Centre} centre @param {number} now */
export function isLate(centre, now) {
  return !centre.silent && (centre.above > 0 || (centre.late_at !== null && now >= centre.late_at));
}

/** @param {Centre} centre @param {number} now @returns {string} one of `STATES` */
export function stateOf(centre, now) {
  if (centre.halted) return "halted";
  if (centre.silent) return "silent";
  if (isLate(centre, now)) return "late";
  if (centre.devices.troubles.length > 0) return "devices";
  return centre.open === false ? "closed" : "fine";
}

/** @param {Centre} centre @param {number} now @returns {number} whole minutes; 0 where nobody waits */
export function longestMinutes({ longest_since: since, waiting }, now) {
  return since === null || waiting === 0 ? 0 : Math.max(0, Math.floor((now - since) / MINUTE_MS));
}

/** @param {Centre} centre @param {number} now */
export function longestText(centre, now) {
  return centre.waiting === 0 || centre.longest_since === null ? "–" : t("minutes", { n: longestMinutes(centre, now) });
}

/** @param {Centre} centre @param {Clock} clock @returns {string} all that is to be known besides the figures */
export function troubleText(centre, clock) {
  const found = [];
  if (centre.halted) found.push(t("halted"));
  if (centre.silent) found.push(silentText(centre, clock));
  if (isLate(centre, clock.now())) found.push(t("late"));
  if (!centre.silent) found.push(...centre.devices.troubles.map((code) => t(`device_${code}`)));
  if (found.length === 0) found.push(t(centre.open === false ? "closed" : "fine"));
  const said = found.join(" · ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** @param {Centre} centre @param {Clock} clock */
export function silentText({ silent_since: since }, clock) {
  return since === null ? t("never") : t("silent", { at: clock.stamp(since) });
}

/** @param {Centre} centre @returns {string} */
export function callText({ call }) {
  if (call === null) return "–";
  return t("call", { number: call.number, place: call.counter_name ?? t("counter_n", { n: call.counter }) });
}
