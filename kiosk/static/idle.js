/** Nobody there any more: asks first, then returns to the start. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const QUIET_S = 30;
const WARNING_S = 20;
/** Whoever has touched the screen a moment ago still stands there. */
const STANDS_MS = 5_000;

/**
 * Watches a step that somebody may have left. Every touch or key begins anew.
 * @param {() => void} leave called when the warning was not answered
 * @returns {{start: () => void, stop: () => void, stay: () => void, runs: () => boolean, untouched: () => boolean}}
 */
export function createIdleWatch(leave) {
  const dialog = /** @type {HTMLDialogElement} */ (byRole("still"));
  let leavesAt = 0;
  let touchedAt = -Infinity;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  const secondsLeft = () => Math.ceil((leavesAt - performance.now()) / 1000);
  // The warning has its whole time, however late it comes: a machine may have slept.
  const warn = () => {
    leavesAt = performance.now() + WARNING_S * 1000;
    count();
    dialog.showModal();
  };
  const count = () => setText(byRole("still-hint"), t("still_there_hint", { seconds: Math.max(0, secondsLeft()) }));
  const reset = () => {
    leavesAt = performance.now() + (QUIET_S + WARNING_S) * 1000;
    if (dialog.open) dialog.close();
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    if (dialog.open) dialog.close();
  };
  const tick = () => {
    if (!dialog.open && secondsLeft() <= WARNING_S) warn();
    if (dialog.open) count();
    if (secondsLeft() > 0) return;
    stop();
    leave();
  };
  const start = () => {
    stop();
    reset();
    timer = setInterval(tick, 1000);
  };
  const touched = () => {
    touchedAt = performance.now();
    if (timer && !dialog.open) reset();
  };
  dialog.addEventListener("close", () => timer && reset());
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touched, { passive: true });
  return { start, stop, stay: reset, runs: () => timer !== undefined, untouched: () => performance.now() - touchedAt > STANDS_MS };
}
