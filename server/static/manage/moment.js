/** A moment as the manager's pages write it. */

import { language, t } from "/static/js/texts.js";

/**
 * @param {string} at @param {import("/static/js/clock.js").Clock} clock
 * @returns {string} "08:15 ngày 22/11/2026", by the page's text `at`
 */
export function moment(at, clock) {
  const day = language() === "vi" ? at.slice(0, 10).split("-").reverse().join("/") : at.slice(0, 10);
  return t("at", { time: clock.time(at), day });
}
