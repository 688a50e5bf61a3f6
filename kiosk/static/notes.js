/** What is said beside a step: of a card that was read, and while the number is asked for. */

import { byRole, setText, show } from "/static/js/dom.js";
import { language, t } from "/static/js/texts.js";

/** What is said of a citizen's card: whoever holds one may rather read Vietnamese. */
const CARDS = new Set(["card_read", "card_elderly"]);

/** @param {string} note a text's key, or "" */
export function drawNote(note) {
  show(byRole("card-note"), note !== "");
  setText(byRole("card-text"), note && t(note));
  show(byRole("card-vietnamese"), CARDS.has(note) && language() !== "vi");
}

/** @param {boolean} retrying the first try was not answered */
export function drawIssuing(retrying) {
  setText(byRole("issuing-title"), t(retrying ? "retrying" : "issuing"));
  setText(byRole("issuing-hint"), t(retrying ? "retrying_hint" : "issuing_hint"));
}
