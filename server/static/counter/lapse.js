/** How long somebody has waited, in words. */

import { t } from "/static/js/texts.js";

/** @param {string} from @param {number} until milliseconds @returns {string} "12 phút", "1 giờ 5 phút" */
export function lapse(from, until) {
  const minutes = Math.max(0, Math.floor((until - Date.parse(from)) / 60_000));
  if (minutes < 1) return t("below_minute");
  if (minutes < 60) return t("minutes", { minutes });
  return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
