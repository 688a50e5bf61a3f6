/** The presence code, where people take numbers on their phones: a calm strip under the calls. */

import { byRole, setText, show } from "/static/js/dom.js";

/** @param {string | undefined} code */
export function showPresence(code) {
  setText(byRole("presence-code"), code ?? "");
  show(byRole("presence"), Boolean(code));
}
