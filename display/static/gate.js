/** When this screen may not show the hall: it says why, and what to do. */

import { byRole, setText, show } from "/static/js/dom.js";
import { bindEnrolment } from "/static/js/token.js";

/** Codes after which only a new token helps. */
const NEEDS_TOKEN = new Set(["not_allowed", "token_expired", "not_signed_in"]);

/** Nobody has enrolled this machine yet. */
export function askForToken() {
  const form = /** @type {HTMLFormElement} */ (byRole("enrol"));
  if (form.hidden) bindEnrolment(form, "display");
  show(form);
  show(byRole("gate"));
}

/** The server said no, in its own words. @param {import("/static/js/live.js").Refusal} refusal */
export function refuse({ code, text }) {
  setText(byRole("gate-vi"), text.vi);
  setText(byRole("gate-en"), text.en);
  show(byRole("gate-text"));
  show(byRole("gate-title"), NEEDS_TOKEN.has(code));
  if (NEEDS_TOKEN.has(code)) askForToken();
  else show(byRole("gate"));
}

/** The hall may be seen again. */
export function openGate() {
  show(byRole("gate"), false);
}
