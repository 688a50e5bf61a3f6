/** What an action has to ask before it is sent: one dialog each; what they answer goes the way of every press. */

import { createQuestion } from "/static/js/dialog.js";
import { fieldsDialog } from "./dialogs/fields.js";
import { handOverDialog } from "./dialogs/hand_over.js";
import { pickDialog } from "./dialogs/pick.js";
import { priorityDialog } from "./dialogs/priority.js";
import { reasonDialog } from "./dialogs/reason.js";
import { resultDialog } from "./dialogs/result.js";
import { transferDialog } from "./dialogs/transfer.js";
import { clearNotice } from "./notice.js";

/**
 * @typedef {object} DialogTools
 * @property {import("/static/js/api.js").Api} api
 * @property {import("/static/js/clock.js").Clock} clock
 * @property {import("./names.js").Names} names
 * @property {import("./press.js").Press} press
 * @property {() => import("./rules.js").Console | null} view
 * @property {() => void} onOpen before a dialog opens
 *
 * @typedef {object} Asking one dialog's own part
 * @property {(form: HTMLFormElement) => void} [bind] once
 * @property {(form: HTMLFormElement) => void} [ask] each time, before it is seen
 * @property {(form: HTMLFormElement) => import("./press.js").Act | null} answer null when there is more to ask
 */

/** @param {DialogTools} tools */
export function createDialogs(tools) {
  /** @type {Record<string, Asking>} by the action that asks */
  const askings = {
    result: resultDialog(tools),
    transfer: transferDialog(tools),
    priority: priorityDialog(tools),
    park: reasonDialog("park", "reason"),
    pause: reasonDialog("pause", "reason"),
    help: reasonDialog("help", "text"),
    pick: pickDialog(tools),
    fields: fieldsDialog(tools),
    "hand-over": handOverDialog(tools),
  };
  const questions = new Map(Object.entries(askings).map(([name, asking]) => [name, questionOf(name, asking, tools)]));
  return {
    /** @param {string} action */
    has: (action) => questions.has(action),
    /** @param {string} action */
    open: (action) => {
      tools.onOpen();
      questions.get(action)?.open();
    },
    /** Close what asks for something that cannot be done any more. @param {Set<string>} allowed */
    keep: (allowed) => {
      for (const [name, question] of questions) if (question.isOpen() && !allowed.has(name)) question.close();
    },
  };
}

/** @param {string} name @param {Asking} asking @param {DialogTools} tools */
function questionOf(name, { bind, ask, answer }, { press, view }) {
  const node = /** @type {HTMLDialogElement} */ (document.querySelector(`[data-dialog="${name}"]`));
  const question = createQuestion(node, {
    onOpen: () => {
      clearNotice();
      const about = node.querySelector('[data-role="dialog-about"]');
      if (about) about.textContent = view()?.ticket?.number ?? "";
      ask?.(question.form);
    },
    onConfirm: () => void send(answer(question.form)),
  });
  const send = async (/** @type {import("./press.js").Act | null} */ act) => {
    if (act === null) return;
    question.setBusy(true);
    const done = await press(act).finally(() => question.setBusy(false));
    if (done) question.close();
  };
  bind?.(question.form);
  node.addEventListener("answered", (event) => void send(/** @type {CustomEvent} */ (event).detail));
  return question;
}
