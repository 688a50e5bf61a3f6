/** The live line of the settings' pages: whether it is up, the time, and when the settings were changed elsewhere. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { pick } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";

/** @param {(version: number) => void} onVersion @returns {import("/static/js/clock.js").Clock} */
export function followLine(onVersion) {
  const clock = createClock();
  const { body } = document;
  connectLive({
    namespace: "/admin",
    onSnapshot: (/** @type {import("/static/manage/admin.js").View} */ { at, settings }) => {
      clock.sync(at);
      body.dataset.ready = "true";
      setText(byRole("clock"), clock.time());
      showLive(true);
      onVersion(settings);
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(() => body.dataset.ready && setText(byRole("clock"), clock.time()));
  return clock;
}
