/** What the console shows: the newest state, and the one action that is under way. */

import { showActions, showDesk } from "./desk.js";
import { showCallAgain, showLists } from "./lists.js";
import { afterAction } from "./rules.js";

/** @typedef {import("./rules.js").Console} Console */

/** @param {import("./desk.js").Tools} tools */
export function createScreen(tools) {
  /** @type {Console | null} */
  let view = null;
  /** @type {string | null} */
  let busy = null;
  /** @type {() => void} */
  let giveFocusBack = () => {};

  const drawActions = () => {
    if (view === null) return;
    showActions(view, busy);
    showCallAgain(view, busy !== null);
  };
  const draw = () => {
    if (view === null) return;
    showDesk(view, tools);
    showLists(view, tools);
    drawActions();
  };
  return {
    draw,
    view: () => view,
    /** The whole state, from the line or from a question. @param {Console} fresh */
    take: (fresh) => {
      tools.clock.sync(fresh.at);
      view = fresh;
      draw();
    },
    /** The answer to an action, until the state itself comes. @param {any} answer */
    apply: (answer) => {
      if (view !== null) view = afterAction(view, answer);
      draw();
    },
    /** @param {string | null} action under way; null when it is over */
    setBusy: (action) => {
      if (action !== null) giveFocusBack = rememberFocus();
      busy = action;
      drawActions();
      if (action === null) giveFocusBack();
    },
  };
}

/** A disabled button loses the focus: whoever walks with Tab gets it back when the button can be pressed again. */
function rememberFocus() {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  return () => {
    if (document.activeElement === document.body && focused !== document.body) focused.focus();
  };
}
