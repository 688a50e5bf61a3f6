/** What went wrong and what can be done now, until the next press: in the open dialog, else on the page. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { showEnded } from "/static/staff.js";

/** Nobody did anything wrong: said quietly. */
const QUIET = new Set(["queue_empty"]);
/** What the server says then is meant for programs. */
const ENDED = new Set(["not_signed_in", "token_expired"]);

/** @param {{code: string, detail: string, action: string}} problem */
export function showProblem({ code, detail, action }) {
  if (ENDED.has(code)) {
    showEnded(true);
    fill("danger", t("session_over"), t("session_over_text"));
  } else {
    fill(QUIET.has(code) ? "info" : "danger", detail, action);
  }
  part("notice").dataset.code = code;
  showLink(code);
}

/** The request is being sent again by itself. */
export function showRetrying() {
  fill("warn", t("sending_again"), "");
}

/** What the open dialog asks for cannot be done any more. A refusal that it shows says more: it stays. @param {string} why */
export function showOver(why) {
  const { hidden, dataset } = part("notice");
  if (hidden || dataset.code === "unreachable") fill("warn", t("over"), `${why} ${t("over_action")}`);
}

/** Nothing to say. */
export function clearNotice() {
  for (const prefix of ["", "dialog-"]) {
    for (const notice of document.querySelectorAll(`[data-role="${prefix}notice"]`)) show(notice, false);
  }
}

/** A part of the notice where the officer looks now. @param {string} name */
function part(name) {
  const dialog = document.querySelector("dialog[open]");
  return dialog ? byRole(`dialog-${name}`, dialog) : byRole(name);
}

/** @param {string} kind @param {string} title @param {string} text */
function fill(kind, title, text) {
  const notice = part("notice");
  notice.classList.remove("notice-info", "notice-warn", "notice-danger");
  notice.classList.add(`notice-${kind}`);
  delete notice.dataset.code;
  setText(part("notice-title"), title);
  setText(part("notice-text"), text);
  show(part("notice-link"), false);
  show(notice);
}

/** @param {string} code */
function showLink(code) {
  const signIn = ENDED.has(code);
  if (!signIn && code !== "csrf") return;
  const link = /** @type {HTMLAnchorElement} */ (part("notice-link"));
  link.href = signIn ? `/sign-in?next=${encodeURIComponent(location.pathname)}` : location.pathname;
  setText(link, t(signIn ? "sign_in" : "reload"));
  show(link);
}
