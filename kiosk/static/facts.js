/** The facts under a field or a number: where, how many, how long. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/** @param {number[] | undefined} counters @returns {string} */
export function countersText(counters) {
  if (counters?.length === 1) return t("counter_n", { n: String(counters[0]) });
  return counters?.length ? t("counters", { list: counters.join(", ") }) : t("counter_later");
}

/**
 * @param {Record<string, string | number>} values text by role
 */
export function fill(values) {
  for (const [role, value] of Object.entries(values)) setText(byRole(role), String(value));
}

/** Names longer than this are set smaller, so that a step still fits the screen. */
const LONG = 32;

/** @param {Element} node @param {string} name */
export function markLong(node, name) {
  node.toggleAttribute("data-long", name.length > LONG);
}

/** @param {import("/static/js/answers.d.ts").WaitRange | null | undefined} wait @returns {string} */
export function waitOrDash(wait) {
  return waitText(wait) || "–";
}
