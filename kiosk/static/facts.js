/** The facts under a field or a number: where, how many, how long. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/** @param {Partial<import("./centre.js").Field> | undefined} field @returns {string} */
export function countersText(field) {
  const counters = field?.counters ?? [];
  const names = field?.counter_names ?? counters.map(String);
  const own = names.filter((name, place) => name !== String(counters[place]));
  const others = counters.filter((n, place) => names[place] === String(n));
  if (others.length === 1) own.push(t("counter_n", { n: String(others[0]) }));
  else if (others.length > 1) own.push(t("counters", { list: others.join(", ") }));
  return own.length > 0 ? own.join(", ") : t("counter_later");
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

/**
 * Why nobody is called just now, and what to do: no counter is open, or those that are take a break.
 * @param {Element} node @param {import("./centre.js").Field | undefined} field @param {import("/static/js/answers.d.ts").WaitRange | null | undefined} wait undefined where nobody knows
 */
export function sayUnserved(node, field, wait) {
  const said = wait === null ? t("no_counter_do") : wait && field?.on_break ? t("on_break") : "";
  setText(node, said);
  show(/** @type {HTMLElement} */ (node), said !== "");
}
