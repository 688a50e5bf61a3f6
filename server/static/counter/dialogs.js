/** What an action has to ask before it is sent: one dialog each; what they answer goes the way of every press. */

import { createQuestion } from "/static/js/dialog.js";
import { setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { closeDialog } from "./dialogs/close.js";
import { fieldsDialog } from "./dialogs/fields.js";
import { findDialog } from "./dialogs/find.js";
import { handOverDialog } from "./dialogs/hand_over.js";
import { pickDialog } from "./dialogs/pick.js";
import { priorityDialog } from "./dialogs/priority.js";
import { reasonDialog } from "./dialogs/reason.js";
import { resultDialog } from "./dialogs/result.js";
import { transferDialog } from "./dialogs/transfer.js";
import { clearNotice, showOver } from "./notice.js";

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
    find: findDialog(tools),
    "hand-over": handOverDialog(tools),
    close: closeDialog(tools),
  };
  const dialogs = new Map(Object.entries(askings).map(([name, asking]) => [name, dialogOf(name, asking, tools)]));
  return {
    /** @param {string} action */
    has: (action) => dialogs.has(action),
    /** @param {string} action */
    open: (action) => {
      tools.onOpen();
      dialogs.get(action)?.open();
    },
    /** After each change: see whether what the open one asks for can still be done. @param {Set<string>} allowed */
    keep: (allowed) => dialogs.forEach(({ keep }) => keep(allowed)),
  };
}

/** @param {string} name @param {Asking} asking @param {DialogTools} tools */
function dialogOf(name, { bind, ask, answer }, { press, view }) {
  const node = /** @type {HTMLDialogElement} */ (document.querySelector(`[data-dialog="${name}"]`));
  const about = node.querySelector('[data-role="dialog-about"]');
  const inHand = () => view()?.ticket?.number ?? "";
  let sending = false;
  const question = createQuestion(node, {
    onOpen: () => {
      clearNotice();
      if (about) setText(about, inHand());
      ask?.(question.form);
    },
    onConfirm: () => void send(answer(question.form)),
  });
  const setSending = (/** @type {boolean} */ now) => {
    sending = now;
    question.setBusy(now);
  };
  const send = async (/** @type {import("./press.js").Act | null} */ act) => {
    if (act === null) return;
    setSending(true);
    const done = await press(act).finally(() => setSending(false));
    if (done) question.close();
  };
  bind?.(question.form);
  node.addEventListener("answered", (event) => void send(/** @type {CustomEvent<import("./press.js").Act>} */ (event).detail));
  return {
    open: question.open,
    /**
     * What cannot be done any more cannot be confirmed, and why is said. It stays open: whoever is writing in it
     * would go on writing, and each letter would be a command.
     * @param {Set<string>} allowed
     */
    keep: (allowed) => {
      if (!question.isOpen() || sending) return;
      if (allowed.has(name) && (!about || about.textContent === inHand())) return;
      question.end();
      showOver(about ? t("over_number", { number: about.textContent ?? "" }) : t(name === "pick" ? "over_pick" : "over_counter"));
    },
  };
}
