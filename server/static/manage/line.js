/** The live line of a manager's page: whether it is up, the time at the centre, and what each snapshot brings. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { pick } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";

/**
 * @param {(view: import("./admin.js").View) => unknown} onView
 * @param {object} [own] where the page has a say
 * @param {import("/static/js/clock.js").Clock} [own.clock] the page's clock
 * @param {() => boolean} [own.fresh] whether what it shows is up to date while the line is
 * @param {(stale: boolean) => void} [own.onStale]
 * @returns {import("/static/js/clock.js").Clock}
 */
export function followLine(onView, { clock = createClock(), fresh = () => true, onStale = showStale } = {}) {
  const { body } = document;
  const drawClock = () => {
    if (body.dataset.ready) setText(byRole("clock"), clock.time());
  };
  connectLive({
    namespace: "/admin",
    onSnapshot: (/** @type {import("./admin.js").View} */ view) => {
      clock.sync(view.at);
      body.dataset.ready = "true";
      showLive(fresh());
      onView(view);
      drawClock();
    },
    onStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(drawClock);
  return clock;
}
