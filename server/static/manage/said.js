/** What was done, with a way back for a minute; or what went wrong and what can be done now. */

import { byRole, onAction, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { showEnded } from "/static/staff.js";

const UNDO_FOR_MS = 55_000;
const SIGN_IN = new Set(["not_signed_in", "token_expired"]);

/** @typedef {ReturnType<typeof createSaid>} Said */

export function createSaid() {
  const bar = byRole("said");
  /** @type {(() => void) | null} */
  let undo = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  /** @param {"good" | "warn" | "danger"} kind @param {string} title @param {string} text */
  const fill = (kind, title, text) => {
    clearTimeout(later);
    undo = null;
    bar.dataset.kind = kind;
    show(bar);
    setText(byRole("said-title"), title);
    setText(byRole("said-text"), text);
    show(byRole("said-undo"), false);
    show(byRole("said-link"), false);
    inOpenDialog(kind === "good" ? null : { title, text });
  };
  const hush = () => show(bar, false);

  onAction(bar, (action) => {
    if (action === "hush") hush();
    if (action === "undo") undo?.();
  });
  return {
    /** @param {string} text @param {() => void} [back] takes it back; offered while that is possible */
    done(text, back) {
      showEnded(false);
      fill("good", text, "");
      if (!back) return;
      undo = back;
      show(byRole("said-undo"));
      later = setTimeout(hush, UNDO_FOR_MS);
    },
    /** @param {{code: string, detail: string, action: string}} problem */
    problem({ code, detail, action }) {
      if (SIGN_IN.has(code)) {
        showEnded(true);
        fill("danger", t("session_over"), t("session_over_text"));
      } else {
        fill("danger", detail, action);
      }
      if (!SIGN_IN.has(code) && code !== "csrf") return;
      const link = /** @type {HTMLAnchorElement} */ (byRole("said-link"));
      link.href = SIGN_IN.has(code) ? `/sign-in?next=${encodeURIComponent(location.pathname)}` : location.pathname;
      setText(link, t(SIGN_IN.has(code) ? "sign_in" : "reload"));
      show(link);
    },
    retrying: () => fill("warn", t("sending_again"), ""),
  };
}

/** A dialog lies over the bar, so what went wrong is said in it too. @param {{title: string, text: string} | null} said */
function inOpenDialog(said) {
  const dialog = document.querySelector("dialog[open]");
  const notice = dialog?.querySelector('[data-role="dialog-notice"]');
  if (!dialog || !notice) return;
  show(notice, said !== null);
  setText(byRole("dialog-notice-title", dialog), said?.title ?? "");
  setText(byRole("dialog-notice-text", dialog), said?.text ?? "");
}
