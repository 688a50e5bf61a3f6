/** Numbers that nobody came for: they stay while they can be called back. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { fillPlace } from "/static/js/places.js";
import { stamp } from "/static/js/stamp.js";

/** As many as a list may hold at the most; how many fit is measured. */
const MOST = 20;
const EDGE_PX = 1;

/** @typedef {import("/static/js/answers.d.ts").BoardMissed} Missed */

/** @param {Missed[]} missed @param {number} now by the server's clock */
export function showMissed(missed, now) {
  const left = missed.filter(({ until }) => now < Date.parse(until));
  show(byRole("missed"), left.length > 0);
  const strip = byRole("missed-list");
  const names = left.map(({ number, counter }) => `${number} ${counter}`);
  const key = () => [innerWidth, innerHeight, strip.parentElement?.clientWidth, names].join();
  if (strip.dataset.drawn === key()) return;
  fit(strip, left.slice(-MOST).reverse(), left.length);
  strip.dataset.drawn = key();
}

/** The newest that fit in the line, and how many more there are. @param {HTMLElement} strip @param {Missed[]} newest @param {number} all */
function fit(strip, newest, all) {
  for (let room = newest.length; ; room -= 1) {
    draw(newest.slice(0, room));
    setText(byRole("missed-more"), `+${all - room}`);
    show(byRole("missed-more"), all > room);
    if (room <= 1 || strip.scrollWidth <= strip.clientWidth + EDGE_PX) return;
  }
}

/** @param {Missed[]} shown */
function draw(shown) {
  syncList(byRole("missed-list"), shown, ({ number }) => number, () => stamp("missed-template"), (item, call) => {
    setText(byRole("number", item), call.number);
    fillPlace(byRole("counter", item), call.counter, call.counter_name);
  });
}
