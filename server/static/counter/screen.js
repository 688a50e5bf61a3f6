/** What the console shows: the newest state, and the one action that is under way. */

import { showActions, showDesk } from "./desk.js";
import { showLists, showRowButtons } from "./lists.js";
import { afterAction, allowedActions } from "./rules.js";
import { showUndo } from "./undo.js";
import { showAlarm } from "/static/js/alarm.js";

/** @typedef {import("./rules.js").Console} Console */

/** A snapshot that was on its way when an action was answered says what was before: it is passed over. */
const ANSWER_RULES_MS = 2000;

/** @param {import("./desk.js").Tools} tools */
export function createScreen(tools) {
  /** @type {Console | null} */
  let view = null;
  /** @type {string | null} */
  let busy = null;
  let answeredAt = -Infinity;
  /** The first `seq` that knows of the last action. */
  let newsFrom = 0;
  /** @type {HTMLElement} */
  let home = document.body;
  /** @type {() => void} */
  let giveFocusBack = () => {};

  /** @returns {Set<string>} */
  const allowed = () => (view === null ? new Set() : allowedActions(view, tools.me, tools.clock.now()));
  const drawActions = () => {
    if (view === null) return;
    showActions(view, allowed(), busy);
    showUndo(view, tools);
    showRowButtons(view, busy !== null);
  };
  const draw = () => {
    if (view === null) return;
    showDesk(view, tools);
    showLists(view, tools);
    showAlarm(view.emergency);
    drawActions();
  };
  return {
    draw,
    allowed,
    tick: drawActions,
    view: () => view,
    isBusy: () => busy !== null,
    /** A dialog opens: what has the focus now gets it back in the end. */
    leave: () => {
      home = /** @type {HTMLElement} */ (document.activeElement);
    },
    /** The whole state, from the line or from a question. @param {Console} fresh */
    take: (fresh) => {
      if (fresh.seq < newsFrom && performance.now() - answeredAt < ANSWER_RULES_MS) return;
      tools.clock.sync(fresh.at);
      view = fresh;
      draw();
    },
    /** The answer to an action, until the state itself comes. @param {import("./press.js").Answer} answer */
    apply: (answer) => {
      if (view !== null) {
        newsFrom = "seq" in answer ? answer.seq : view.seq + 1;
        view = afterAction(view, answer);
      }
      answeredAt = performance.now();
      draw();
    },
    /** @param {string | null} action under way; null when it is over */
    setBusy: (action) => {
      if (action !== null) giveFocusBack = rememberFocus(home);
      busy = action;
      drawActions();
      if (action === null) giveFocusBack();
    },
  };
}

/**
 * A disabled button loses the focus: whoever walks with Tab gets it back when the button can be pressed again.
 * @param {HTMLElement} home where a dialog was opened from
 */
function rememberFocus(home) {
  const active = /** @type {HTMLElement} */ (document.activeElement);
  const focused = active.closest("dialog") ? home : active;
  return () => {
    if (document.activeElement === document.body && focused !== document.body) focused.focus();
  };
}
