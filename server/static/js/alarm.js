/** The emergency message on pages of those who work: shown while it stands. */

import { byRole, setText, show } from "./dom.js";

/** @param {import("./answers.d.ts").Emergency | null} emergency */
export function showAlarm(emergency) {
  setText(byRole("alarm-vi"), emergency?.vi ?? "");
  setText(byRole("alarm-en"), emergency?.en ?? "");
  show(byRole("alarm"), emergency !== null);
}
