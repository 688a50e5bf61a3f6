/** The PIN: typed, touched or both; never shown, never kept. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { digitOf } from "./digit.js";

const PIN = /^\d{4,8}$/;

/**
 * @typedef {import("./names.js").Officer} Officer
 * @typedef {import("/static/js/api.js").ApiError} ApiError
 *
 * @param {object} options
 * @param {(officer: Officer, pin: string) => Promise<ApiError | null>} options.onPin answers what went wrong
 * @param {() => void} options.onBack
 * @param {number} options.leftAloneMs
 */
export function createPad({ onPin, onBack, leftAloneMs }) {
  const form = /** @type {HTMLFormElement} */ (byRole("form"));
  const input = /** @type {HTMLInputElement} */ (document.getElementById("pin"));
  const enter = /** @type {HTMLButtonElement} */ (form.querySelector('[type="submit"]'));
  /** @type {Officer | null} */
  let officer = null;
  let busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let alone;

  const watch = () => {
    clearTimeout(alone);
    alone = setTimeout(back, leftAloneMs);
  };
  const back = () => {
    clearTimeout(alone);
    if (busy || officer === null) return;
    officer = null;
    input.value = "";
    onBack();
  };
  /** @param {string} digits */
  const put = (digits) => {
    if (busy) return;
    input.value = digits.replace(/\D/g, "").slice(0, input.maxLength);
    say("", "");
    watch();
  };
  /** @param {boolean} now */
  const setBusy = (now) => {
    busy = now;
    form.setAttribute("aria-busy", String(now));
    enter.setAttribute("aria-disabled", String(now));
  };

  const send = async () => {
    if (busy || officer === null) return;
    const pin = input.value;
    if (!PIN.test(pin)) return refuse(t("pin_length"), "");
    clearTimeout(alone);
    setBusy(true);
    const problem = await onPin(officer, pin);
    if (problem === null) return; // the next page is on its way, and this one takes no more keys
    setBusy(false);
    input.value = "";
    refuse(problem.detail, problem.action);
    watch();
  };
  /** @param {string} detail @param {string} action */
  const refuse = (detail, action) => {
    say(detail, action);
    input.setAttribute("aria-invalid", "true");
    input.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  input.addEventListener("input", () => put(input.value));
  form.addEventListener("click", (event) => {
    const key = /** @type {Element} */ (event.target).closest("[data-digit], [data-action]");
    if (!(key instanceof HTMLElement)) return;
    if (key.dataset.digit !== undefined) put(input.value + key.dataset.digit);
    if (key.dataset.action === "erase") put(input.value.slice(0, -1));
    if (key.dataset.action === "back") back();
  });
  // A touched key must not take the focus: the keypad goes on writing where it wrote.
  byRole("form").addEventListener("pointerdown", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-digit], [data-action='erase']")) event.preventDefault();
  });

  // What a scanner typed is nobody's PIN.
  document.addEventListener("scanned", () => put(""));

  return {
    /** @param {Officer} chosen */
    begin(chosen) {
      officer = chosen;
      setBusy(false);
      setText(byRole("who"), chosen.name);
      const link = /** @type {HTMLAnchorElement} */ (byRole("password"));
      link.href = `/sign-in?username=${encodeURIComponent(chosen.username)}`;
      put("");
      input.focus();
    },
    /** What is typed while the focus is elsewhere counts too. @param {KeyboardEvent} event */
    key(event) {
      if (event.key === "Escape") return back();
      const digit = digitOf(event);
      if (officer === null) return;
      if (digit !== "") put(input.value + digit);
      else if (event.key === "Backspace" && event.target !== input) put(input.value.slice(0, -1));
      else return;
      event.preventDefault();
      input.focus();
    },
  };

  /** @param {string} detail @param {string} action */
  function say(detail, action) {
    setText(byRole("problem-detail"), detail);
    setText(byRole("problem-action"), action);
    show(byRole("problem-action"), action !== "");
    if (!detail) input.removeAttribute("aria-invalid");
  }
}
