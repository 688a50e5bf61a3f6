/** The facts under a field or a number: where, how many, how long. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/** @param {number[] | undefined} counters @returns {string} */
export function countersText(counters) {
  return counters?.length ? t("counters", { list: counters.join(", ") }) : t("counter_later");
}

/**
 * @param {Record<string, string | number>} values text by role
 */
export function fill(values) {
  for (const [role, value] of Object.entries(values)) setText(byRole(role), String(value));
}

/** @param {{low_s: number, high_s: number} | undefined} wait @returns {string} */
export function waitOrDash(wait) {
  return waitText(wait) || "–";
}
