/** The last action and how long it can still be taken back. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { canUndo, secondsLeft } from "./rules.js";

/** @param {import("./rules.js").Console} view @param {import("./desk.js").Tools} tools */
export function showUndo(view, { clock, me }) {
  const possible = canUndo(view, me, clock.now());
  show(byRole("undo-left"), possible);
  if (!possible || view.undo === null) return setText(byRole("undo-what"), t("undo_nothing"));
  const { action, number } = view.undo;
  setText(byRole("undo-what"), t("undo_what", { what: t(`undo_${action}`, { number: number ?? "" }) }));
  setText(byRole("undo-left"), t("undo_left", { seconds: secondsLeft(view.undo, clock.now()) }));
}
