/** Why the centre is closed, and when it opens again, in both languages. */

import { byRole, setText, show } from "/static/js/dom.js";

/** @param {Pick<import("./layouts.js").Board, "closed_reason" | "opens_text">} board */
export function drawClosed({ closed_reason: reason, opens_text: opens }) {
  show(byRole("shut-usual"), reason === null);
  show(byRole("shut-reason"), reason !== null);
  drawBoth("shut", reason);
  drawBoth("opens", opens);
}

/**
 * What is the same in both languages, as a reason without English is, stands there once.
 * @param {"shut" | "opens"} role @param {import("/static/js/texts.js").Both | null} both
 */
function drawBoth(role, both) {
  setText(byRole(`${role}-vi`), both?.vi ?? "");
  setText(byRole(`${role}-en`), both && both.en !== both.vi ? both.en : "");
}
