/** A wait in words. The server has rounded it: here it is only said, as `core/forecast/wait_words.py` says it on slips. */

import { language, t } from "./texts.js";

/** @typedef {import("/static/js/answers.d.ts").WaitRange} Wait seconds, rounded by the server */

const MINUTE_S = 60;
const HOUR_S = 3600;
/** From here on the server rounds both ends to half hours. */
const IN_HOURS_S = 90 * MINUTE_S;

/**
 * @param {Wait | null | undefined} wait null: no counter serves the field
 * @returns {string} "khoảng 10–20 phút", "dưới 5 phút", "chưa có quầy mở", or "" when nothing is known
 */
export function waitText(wait) {
  if (wait === undefined) return "";
  if (wait === null) return t("no_counter");
  return wait.low_s === 0 ? waitWords(wait) : t("wait_about", { wait: waitWords(wait) });
}

/** @param {Wait} wait @returns {string} "10–20 phút", "dưới 5 phút", "1,5–2 giờ" */
export function waitWords(wait) {
  const { low, high, unit } = ends(wait);
  if (wait.low_s === 0) return t(`wait_below_${unit}`, { high });
  return t(`wait_${unit}`, { figures: low === high ? high : `${low}–${high}` });
}

/** @param {Wait} wait @returns {{figures: string, unit: Unit}} for pages that name the unit beside it: "10–20" and minutes */
export function waitFigures(wait) {
  const { low, high, unit } = ends(wait);
  return { figures: low === high ? high : `${low}–${high}`, unit };
}

/**
 * @typedef {"minutes" | "hours"} Unit
 * @param {Wait} wait @returns {{low: string, high: string, unit: Unit}}
 */
function ends({ low_s, high_s }) {
  const unit = high_s < IN_HOURS_S ? "minutes" : "hours";
  const figure = (/** @type {number} */ seconds) =>
    new Intl.NumberFormat(language()).format(seconds / (unit === "hours" ? HOUR_S : MINUTE_S));
  return { low: figure(low_s), high: figure(high_s), unit };
}
