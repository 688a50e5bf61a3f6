/** The end of the masthead on pages of officers and managers. */

import { byRole, setText, show } from "./js/dom.js";
import { t } from "./js/texts.js";

/** Whether the server has said that nobody is signed in here any more. */
let ended = false;

/** Nothing that is pressed here is done: no green "live" over that. @param {boolean} now */
export function showEnded(now) {
  if (ended === now) return;
  ended = now;
  byRole("live").dataset.live = "false";
  setText(byRole("live-text"), t(now ? "session_over_short" : "not_live"));
}

/** Say whether the line to the server is up. @param {boolean} live */
export function showLive(live) {
  if (ended) return;
  byRole("live").dataset.live = String(live);
  setText(byRole("live-text"), t(live ? "live" : "not_live"));
}

/** Mark what is shown as old, or as fresh again. @param {boolean} stale */
export function showStale(stale) {
  show(byRole("stale"), stale);
  showLive(!stale);
}
