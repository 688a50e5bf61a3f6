/** A number on the phone: every state is in the page, one of them is shown. */

import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t, unbroken } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";
import { stampIn } from "./age.js";

/** @param {string} number @param {string} day as people write it */
export function showNumber(number, day) {
  setText(byRole("number"), number);
  setText(byRole("day"), day);
  document.title = t("title", { number });
}

/**
 * @param {HTMLElement} body @param {string} number @param {import("./place.js").Standing} found
 * @param {import("./feed.d.ts").CentreFeed} feed @param {number} now milliseconds
 */
export function showStanding(body, number, found, feed, now) {
  const { state, ahead = 0, wait, counter = "", counterName = null, calledAt } = found;
  body.dataset.standing = state;
  setText(byRole("field"), unbroken(pick(feed.fields[found.field ?? ""]?.names)));
  for (const role of ["ahead", "unserved-ahead"]) setText(byRole(role), String(ahead));
  setText(byRole("wait"), wait ? waitText(wait) : t("wait_unknown"));
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('[data-role="counter"]'))) {
    setText(node, counterName ?? counter);
    if (counterName) node.dataset.named = "true";
    else delete node.dataset.named;
  }
  for (const node of body.querySelectorAll('[data-role="called-at"]')) setText(node, calledAt ? stampIn(calledAt, now) : "");
  for (const node of body.querySelectorAll('[data-role="desk-word"]')) show(node, !counterName);
  for (const node of body.querySelectorAll(".track-state")) show(node, isListed(state, node, "state"));
  document.title = t(state === "called" ? "title_called" : "title", { number, counter: counterName ?? counter });
}

/** Where a call may still come: the way to be told, or that one will be. @param {HTMLElement} body @param {boolean} on */
export function showNotify(body, on) {
  const offer = byRole("notify");
  const mayCome = isListed(body.dataset.standing ?? "", offer, "only");
  show(offer, mayCome && !on);
  show(byRole("notified"), mayCome && on);
}

/** @param {string} state @param {Element} node @param {"state" | "only"} name of its data attribute, a list of states */
function isListed(state, node, name) {
  return (/** @type {HTMLElement} */ (node).dataset[name] ?? "").split(" ").includes(state);
}
