/** Numbers that nobody came for: they stay while they can be called back. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { fillPlace } from "/static/js/places.js";
import { stamp } from "/static/js/stamp.js";

const SHOWN = 4;
const SHOWN_UPRIGHT = 3;
const SHOWN_BESIDE_MANY_COUNTERS = 2;

/** @typedef {import("/static/js/answers.d.ts").BoardMissed} Missed */

/** @param {Missed[]} missed @param {number} now by the server's clock */
export function showMissed(missed, now) {
  const left = missed.filter(({ until }) => now < Date.parse(until));
  const { counters, shape } = document.body.dataset;
  const room = shape === "upright" ? SHOWN_UPRIGHT : counters === "small" ? SHOWN_BESIDE_MANY_COUNTERS : SHOWN;
  const newest = left.slice(-room).reverse();
  show(byRole("missed"), left.length > 0);
  setText(byRole("missed-more"), `+${left.length - newest.length}`);
  show(byRole("missed-more"), left.length > newest.length);
  syncList(byRole("missed-list"), newest, ({ number }) => number, () => stamp("missed-template"), (item, call) => {
    setText(byRole("number", item), call.number);
    fillPlace(byRole("counter", item), call.counter, call.counter_name);
  });
}
