/** The calls: the newest one very large, those before it in a short list. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";

const EARLIER_SHOWN = 6;

/** @typedef {{number: string, counter: number, at: string, recall: boolean, calls: number, state: string}} Call */

/** What was announced last: null until the first snapshot, which is news to nobody. @type {string | null} */
let announced = null;

/** @param {Call[]} calls newest first */
export function showCalls([newest, ...earlier]) {
  const hero = /** @type {HTMLElement} */ (document.querySelector(".hall-newest"));
  show(hero, newest !== undefined);
  show(byRole("no-calls"), newest === undefined);
  if (newest) fillNewest(hero, newest);
  else forget(hero);
  syncList(byRole("earlier"), earlier.slice(0, EARLIER_SHOWN), (call) => call.number, buildEarlier, fillEarlier);
}

/** @param {HTMLElement} hero @param {Call} call */
function fillNewest(hero, call) {
  setText(byRole("newest-number"), call.number);
  setText(byRole("newest-counter"), String(call.counter));
  show(byRole("again", hero), call.recall);
  Object.assign(hero.dataset, { number: call.number, state: call.state, length: call.number.length > 4 ? "long" : "" });
  const key = `${call.number} ${call.counter} ${call.calls}`;
  if (announced !== null && announced !== key) beat(hero);
  announced = key;
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

function buildEarlier() {
  return stamp("earlier-template");
}

/** @param {HTMLElement} row @param {Call} call */
function fillEarlier(row, call) {
  Object.assign(row.dataset, { number: call.number, state: call.state });
  setText(byRole("number", row), call.number);
  setText(byRole("counter", row), String(call.counter));
  show(byRole("again", row), call.recall);
}
