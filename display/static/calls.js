/** The calls: those in their time large, the newest first; the last one stays; those before it in a short list. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { fillPlace } from "/static/js/places.js";
import { stamp } from "/static/js/stamp.js";
import { lengthOf } from "./number_length.js";

const EARLIER_LONG = 6;
const EARLIER_SHORT = 3;
const MANY = 3;

/**
 * @typedef {import("/static/js/answers.d.ts").BoardCall} Call
 * @typedef {import("/static/js/answers.d.ts").BoardStaged} Staged
 */

/** What was announced last: null until the first snapshot, which is news to nobody. @type {string | null} */
let announced = null;

/**
 * @param {{calls: Call[], stage: Staged[], missed: {number: string}[], newest_gone?: boolean}} board
 * @param {number} now by the server's clock
 */
export function showCalls({ calls, stage, missed, newest_gone: gone = false }, now) {
  const large = stage.filter(({ since, until }) => Date.parse(since) <= now && now < Date.parse(until)).reverse();
  document.body.dataset.calling = String(large.length);
  const standing = calls.filter(({ state }) => state !== "no_show");
  const [newest, ...also] = large.length > 0 ? large : standing.slice(0, 1);
  const hero = /** @type {HTMLElement} */ (document.querySelector(".hall-newest"));
  show(hero, newest !== undefined);
  sayWhatItIs([newest, ...also], large.length > 0 || (newest === calls[0] && !gone));
  show(byRole("no-calls"), newest === undefined);
  if (newest) fillNewest(hero, newest);
  else forget(hero);
  showAlso(also);
  const shown = new Set((covered() ? large : [newest, ...also]).map((call) => call?.number));
  const others = standing.filter(({ number }) => !shown.has(number));
  showEarlier(others, large.length, missed.length > 0);
}

/**
 * Nobody is invited any more whose visit is over, nor, once others were called, who is being served.
 * @param {(Call | undefined)[]} large @param {boolean} last nobody was called after them
 */
function sayWhatItIs(large, last) {
  const over = large.every((call) => call?.state === "finished" || (!last && call?.state !== "called"));
  show(byRole("invite"), !over);
  show(byRole("called-last"), over && last);
  show(byRole("called-before"), over && !last);
}

/** Whether notices stand over the last call, whose time is over. */
function covered() {
  return document.querySelector('[data-role="notices"]:not([hidden])') !== null;
}

/** @param {HTMLElement} hero @param {Call} call */
function fillNewest(hero, call) {
  setText(byRole("newest-number"), call.number);
  fillPlace(byRole("newest-counter"), call.counter, call.counter_name);
  show(byRole("again", hero), call.recall);
  mark(hero, call);
  const key = `${call.number} ${call.counter} ${call.calls}`;
  if (announced !== null && announced !== key) beat(hero);
  announced = key;
}

/** @param {HTMLElement} card @param {Call} call */
function mark(card, call) {
  Object.assign(card.dataset, { number: call.number, state: call.state, length: lengthOf(call.number), recall: String(call.recall) });
}

/** @param {HTMLElement} hero */
function forget(hero) {
  delete hero.dataset.number;
  announced = "";
}

/** Two names for one animation: going from one to the other starts it again. @param {HTMLElement} hero */
function beat(hero) {
  hero.dataset.beat = hero.dataset.beat === "a" ? "b" : "a";
}

/** @param {Call[]} also in their time with the newest */
function showAlso(also) {
  const list = byRole("also");
  show(list, also.length > 0);
  syncList(list, also, ({ number }) => number, () => stamp("also-template"), (card, call) => {
    mark(card, call);
    fill(card, call);
  });
}

/** @param {Call[]} calls @param {number} large how many stand above them @param {boolean} missed */
function showEarlier(calls, large, missed) {
  const room = large < 2 && !missed ? EARLIER_LONG : large < MANY ? EARLIER_SHORT : 0;
  const list = byRole("earlier");
  show(list, room > 0);
  syncList(list, calls.slice(0, room), ({ number }) => number, () => stamp("earlier-template"), (row, call) => {
    Object.assign(row.dataset, { number: call.number, state: call.state, length: lengthOf(call.number) });
    fill(row, call);
  });
}

/** @param {HTMLElement} node @param {Call} call */
function fill(node, call) {
  setText(byRole("number", node), call.number);
  fillPlace(byRole("counter", node), call.counter, call.counter_name);
  show(byRole("again", node), call.recall);
}
