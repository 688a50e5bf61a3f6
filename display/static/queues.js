/** Who waits: for each field how many people, and how long somebody who comes now will wait. */

import { byRole, setText, syncList, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { unbroken } from "/static/js/texts.js";

/**
 * @typedef {{low_s: number, high_s: number}} Wait
 * @typedef {{field: string, names: {vi: string, en: string}, prefix: string, waiting: number, wait: Wait}} Queue
 */

const ONE_ROW = 5;
const TWO_ROWS = 12;
const COMPACT_ROWS = 4;

/** @param {Queue[]} queues */
export function showQueues(queues) {
  const list = byRole("fields");
  const rows = queues.length <= ONE_ROW ? 1 : queues.length <= TWO_ROWS ? 2 : COMPACT_ROWS;
  document.body.dataset.queues = rows === COMPACT_ROWS ? "many" : "few";
  list.style.setProperty("--columns", String(Math.max(1, Math.ceil(queues.length / rows))));
  show(byRole("queues"), queues.length > 0);
  syncList(list, queues, ({ field }) => field, () => stamp("queue-template"), fill);
}

/** @param {HTMLElement} item @param {Queue} queue */
function fill(item, { names, prefix, waiting, wait }) {
  setText(byRole("prefix", item), prefix);
  setText(byRole("vi", item), unbroken(names.vi));
  setText(byRole("en", item), unbroken(names.en));
  setText(byRole("waiting", item), String(waiting));
  setText(byRole("wait", item), minutes(wait));
  show(byRole("wait-shown", item), waiting > 0);
  item.classList.toggle("is-empty", waiting === 0);
}

/** @param {Wait} wait @returns {string} figures only, "5–15": the heading names the unit in both languages */
export function minutes({ low_s, high_s }) {
  const low = rounded(low_s, Math.floor);
  const high = Math.max(1, rounded(high_s, Math.ceil));
  return low === high ? String(high) : `${low}–${high}`;
}

/**
 * As wait.js rounds for slips and phones: one by one up to ten, then in fives, always outwards.
 * @param {number} seconds
 * @param {(value: number) => number} outwards
 */
function rounded(seconds, outwards) {
  const whole = outwards(seconds / 60);
  return whole > 10 ? outwards(whole / 5) * 5 : whole;
}
