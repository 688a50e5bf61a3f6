/** What went wrong and what can be done now, until the next press. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** Nobody did anything wrong: said quietly. */
const QUIET = new Set(["queue_empty"]);

/** @param {{code: string, detail: string, action: string}} problem */
export function showProblem({ code, detail, action }) {
  fill(QUIET.has(code) ? "info" : "danger", detail, action);
  showLink(code);
}

/** The request is being sent again by itself. */
export function showRetrying() {
  fill("warn", t("sending_again"), "");
}

/** Nothing to say. */
export function clearNotice() {
  show(byRole("notice"), false);
}

/** @param {string} kind @param {string} title @param {string} text */
function fill(kind, title, text) {
  const notice = byRole("notice");
  notice.className = `notice console-notice notice-${kind}`;
  setText(byRole("notice-title"), title);
  setText(byRole("notice-text"), text);
  show(byRole("notice-link"), false);
  show(notice);
}

/** @param {string} code */
function showLink(code) {
  const signIn = ["not_signed_in", "token_expired"].includes(code);
  if (!signIn && code !== "csrf") return;
  const link = /** @type {HTMLAnchorElement} */ (byRole("notice-link"));
  link.href = signIn ? `/sign-in?next=${encodeURIComponent(location.pathname)}` : location.pathname;
  setText(link, t(signIn ? "sign_in" : "reload"));
  show(link);
}
