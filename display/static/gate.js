/** When this screen may not show the hall: it says why, and what to do. */

import { byRole, setText, show } from "/static/js/dom.js";
import { startPairing, stopPairing } from "/static/js/pairing.js";
import { bindEnrolment } from "/static/js/token.js";
import { awaitPlace, goTo } from "./place.js";

/** Codes after which only a new token helps. */
const NEEDS_TOKEN = new Set(["not_allowed", "token_expired", "not_signed_in"]);
/** Codes after which the manager has to give this screen another place. */
const NEEDS_PLACE = new Set(["unknown_hall", "unknown_counter"]);

/** Nobody has enrolled this machine yet: it shows a code, and a form for a token that was written down. */
export function askForToken() {
  const byHand = byRole("by-hand");
  if (byHand.hidden) bindEnrolment(/** @type {HTMLFormElement} */ (byRole("enrol")), "display");
  show(byHand);
  show(byRole("gate-title"));
  show(byRole("gate"));
  startPairing("display", (next) => {
    if (!goTo(next)) location.reload();
  });
}

/** The server said no, in its own words. @param {import("/static/js/live.js").Refusal} refusal */
export function refuse({ code, text }) {
  setText(byRole("gate-vi"), text.vi);
  setText(byRole("gate-en"), text.en);
  show(byRole("gate-text"));
  show(byRole("gate-title"), NEEDS_TOKEN.has(code));
  if (NEEDS_TOKEN.has(code)) askForToken();
  else show(byRole("gate"));
  if (NEEDS_PLACE.has(code)) awaitPlace();
}

/** The hall may be seen again. */
export function openGate() {
  stopPairing();
  show(byRole("gate"), false);
}
