/** The devices: when each was last heard of, and taking one back only after asking. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const FRESH_MINUTES = 2;
const DAY_MINUTES = 24 * 60;

/** @typedef {import("/static/js/clock.js").Clock} Clock */

/** @param {{id: number, last_seen: string | null}[]} devices @param {Clock} clock */
export function showDevices(devices, clock) {
  for (const { id, last_seen } of devices) {
    const row = document.querySelector(`[data-device="${id}"]`);
    if (row) setText(byRole("seen", row), seenText(last_seen, clock));
  }
}

/** @param {string | null} at @param {Clock} clock */
function seenText(at, clock) {
  if (at === null) return t("seen_never");
  const minutes = Math.floor((clock.now() - Date.parse(at)) / 60_000);
  if (minutes < FRESH_MINUTES) return t("seen_now");
  if (minutes < DAY_MINUTES) return t("seen_minutes", { minutes });
  return t("seen_at", { time: clock.time(at), day: at.slice(0, 10).split("-").reverse().join("/") });
}

/** Ask before a device is taken back; without this script the form is sent at once. @param {HTMLElement} body */
export function confirmRevokes(body) {
  const dialog = /** @type {HTMLDialogElement} */ (byRole("revoke-dialog"));
  /** @type {HTMLFormElement | null} */
  let asked = null;
  body.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!("revoke" in form.dataset)) return;
    event.preventDefault();
    asked = form;
    setText(byRole("revoke-name"), form.dataset.name ?? "");
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "revoke") asked?.submit();
  });
}
