/** How long a person will wait, in words. */

import { t } from "./texts.js";

/**
 * @param {{low_s: number, high_s: number} | null | undefined} wait seconds
 * @returns {string} "khoảng 5–15 phút", "dưới 5 phút", or "" when nothing is known
 */
export function waitText(wait) {
  if (!wait) return "";
  const low = rounded(wait.low_s, Math.floor);
  const high = Math.max(1, rounded(wait.high_s, Math.ceil));
  if (low < 1) return t("wait_below", { high });
  return low === high ? t("wait_about", { high }) : t("wait_between", { low, high });
}

/**
 * Minutes as people say them: one by one up to ten, then in fives, always outwards.
 * @param {number} seconds
 * @param {(value: number) => number} outwards
 */
function rounded(seconds, outwards) {
  const minutes = outwards(seconds / 60);
  return minutes > 10 ? outwards(minutes / 5) * 5 : minutes;
}
