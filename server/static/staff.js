/** The end of the masthead on pages of officers and managers. */

import { byRole, setText, show } from "./js/dom.js";
import { t } from "./js/texts.js";

/** Say whether the line to the server is up. @param {boolean} live */
export function showLive(live) {
  byRole("live").dataset.live = String(live);
  setText(byRole("live-text"), t(live ? "live" : "not_live"));
}

/** Mark what is shown as old, or as fresh again. @param {boolean} stale */
export function showStale(stale) {
  show(byRole("stale"), stale);
  showLive(!stale);
}
