/** A question in a <dialog> (components/dialog.html): opened, answered once, given up. Its keys are in dialog_keys.js. */

import { ApiError } from "./api.js";
import { listenInDialog } from "./dialog_keys.js";
import { show } from "./dom.js";

/**
 * @typedef {object} Question
 * @property {HTMLFormElement} form
 * @property {() => void} open
 * @property {() => void} close
 * @property {() => boolean} isOpen
 * @property {() => void} end it cannot be answered any more; what was typed stays until it is given up
 * @property {(busy: boolean) => void} setBusy while its answer is under way it is neither answered again nor given up
 */

/**
 * @param {HTMLDialogElement} node
 * @param {{onConfirm: () => void, onOpen?: () => void}} answers `onOpen` sets what is asked, before it is seen
 * @returns {Question}
 */
export function createQuestion(node, { onConfirm, onOpen }) {
  const form = /** @type {HTMLFormElement} */ (node.querySelector("form"));
  const confirm = /** @type {HTMLButtonElement} */ (form.querySelector("[data-confirm]"));
  let busy = false;
  const close = () => {
    if (!busy) node.close();
  };
  /** @type {() => void} */
  let unlisten = () => {};

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy && !("over" in form.dataset) && !confirm.disabled) onConfirm();
  });
  form.querySelector("[data-cancel]")?.addEventListener("click", close);
  node.addEventListener("cancel", (event) => {
    if (busy) event.preventDefault();
  });
  // Told a moment after it closed: it may have been opened again meanwhile.
  node.addEventListener("close", () => node.open || unlisten());
  return {
    form,
    close,
    isOpen: () => node.open,
    open: () => {
      delete form.dataset.over;
      form.reset();
      for (const said of form.querySelectorAll('[data-role="dialog-notice"]')) show(said, false);
      onOpen?.();
      node.showModal();
      focusFirst(form);
      unlisten();
      unlisten = listenInDialog(form, close);
    },
    end: () => {
      form.dataset.over = "";
    },
    setBusy: (now) => {
      busy = now;
      confirm.setAttribute("aria-busy", String(now));
    },
  };
}

/**
 * Send what a question was answered with: busy meanwhile, closed once it is done. What the server refuses leaves it open.
 * @template T
 * @param {Question} question
 * @param {{send: () => Promise<T>, done?: (answer: T) => unknown, refused: (problem: ApiError) => unknown}} steps
 */
export async function sendFrom(question, { send, done, refused }) {
  question.setBusy(true);
  try {
    const answer = await send();
    question.setBusy(false);
    question.close();
    await done?.(answer);
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    await refused(problem);
  } finally {
    question.setBusy(false);
  }
}

/**
 * On what is chosen: digits and arrows work at once, and nothing is typed by mistake. On a box that takes commands while
 * it is empty, where there is one.
 * @param {HTMLFormElement} form
 */
export function focusFirst(form) {
  const box = /** @type {HTMLElement | null} */ (form.querySelector("input[data-commands]"));
  if (box?.checkVisibility()) return box.focus();
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".choice-input:not(:disabled)")]);
  const seen = inputs.filter((input) => input.checkVisibility());
  (seen.find((input) => input.checked) ?? seen[0] ?? form.querySelector("[data-confirm]"))?.focus();
}
