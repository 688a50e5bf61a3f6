/** Where one number stands, by its centre's file alone. */

import { isSoon } from "../../js/soon.js";

/**
 * @typedef {import("./feed.d.ts").CentreFeed} CentreFeed
 * @typedef {import("/static/js/wait.js").Wait} Wait
 * @typedef {object} Standing
 * @property {"waiting" | "soon" | "unserved" | "called" | "missed" | "gone" | "early" | "past"} state
 * @property {string} [field] its code
 * @property {number} [ahead] how many stand before it
 * @property {Wait} [wait]
 * @property {string} [counter] @property {string | null} [counterName] @property {number | null} [calledAt] milliseconds
 */

/** @param {CentreFeed} feed @param {string} number @param {string} day "2026-11-29" @returns {Standing} */
export function standing(feed, number, day) {
  if (feed.day === null || day > feed.day) return { state: "early" };
  if (day < feed.day) return { state: "past" };
  return atCounter(feed, number) ?? inLine(feed, number) ?? wasCalled(feed, number) ?? { state: "gone" };
}

/** @param {CentreFeed} feed @param {string} number @returns {Standing | null} */
function atCounter({ counters }, number) {
  const [n, found] = Object.entries(counters).find(([, counter]) => counter.number === number) ?? [];
  return found ? { state: "called", counter: n ?? "", counterName: found.name, calledAt: found.called_at } : null;
}

/** @param {CentreFeed} feed @param {string} number @returns {Standing | null} */
function inLine({ lines, waits, fields }, number) {
  for (const [line, numbers] of Object.entries(lines)) {
    const ahead = numbers.indexOf(number);
    if (ahead >= 0) {
      const field = line.split("@")[0] ?? line;
      const wait = waits[line]?.[ahead];
      const state = fields[field]?.wait === null ? "unserved" : isSoon(ahead, wait) ? "soon" : "waiting";
      return { state, field, ahead, ...(wait && { wait }) };
    }
  }
  return null;
}

/** @param {CentreFeed} feed @param {string} number @returns {Standing | null} */
function wasCalled({ calls }, number) {
  const call = calls.find((each) => each.number === number);
  return call ? { state: "missed", counter: String(call.counter), counterName: call.counter_name, calledAt: call.at } : null;
}
