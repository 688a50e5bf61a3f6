/** The devices: when each was last heard of, and taking one back only after asking. */

import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";

const FRESH_MINUTES = 2;
const DAY_MINUTES = 24 * 60;

/** @typedef {import("/static/js/clock.js").Clock} Clock */

/** What keeps a line to the server as long as it works; others are heard of when somebody uses them. */
const KEEPS_A_LINE = new Set(["kiosk", "display"]);

/** @param {string} kind */
export function keepsALine(kind) {
  return KEEPS_A_LINE.has(kind);
}

/**
 * @typedef {{id: number, kind: string, last_seen: string | null, connected: boolean, wrong_clock_s: number | null,
 *   upgrade: {text: import("/static/js/texts.js").Both} | null}} Device
 *
 * @param {Device[]} devices @param {Clock} clock
 */
export function showDevices(devices, clock) {
  for (const device of devices) {
    const row = document.querySelector(`[data-device="${device.id}"]`);
    if (!row) continue;
    setText(byRole("seen", row), lifeText(device, clock));
    showClockOf(row, device);
    showUpgradeOf(row, device);
  }
}

/** Say that the clock of its box is wrong. @param {Element} row @param {Device} device */
function showClockOf(row, { wrong_clock_s }) {
  setText(byRole("clock", row), wrong_clock_s === null ? "" : wrongText(wrong_clock_s));
  show(byRole("clock", row), wrong_clock_s !== null);
}

/** Say how far its box is with a newer version. @param {Element} row @param {Device} device */
function showUpgradeOf(row, { upgrade }) {
  setText(byRole("upgrade", row), upgrade === null ? "" : pick(upgrade.text));
  show(byRole("upgrade", row), upgrade !== null);
}

/** @param {number} seconds by which it is ahead */
function wrongText(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const way = seconds > 0 ? "box_clock_ahead" : "box_clock_behind";
  return minutes < 60 ? t(`${way}_minutes`, { minutes }) : t(way, { hours: Math.round(minutes / 60) });
}

/** @param {Device} device @param {Clock} clock */
function lifeText({ kind, last_seen, connected }, clock) {
  if (last_seen === null) return t("seen_never");
  const minutes = Math.max(0, Math.floor((clock.now() - Date.parse(last_seen)) / 60_000));
  const gone = keepsALine(kind) && !connected;
  if (gone) return t("device_gone", { seen: seenText(last_seen, minutes, clock) });
  return minutes < FRESH_MINUTES ? t("seen_now") : seenText(last_seen, minutes, clock);
}

/** @param {string} at @param {number} minutes ago @param {Clock} clock */
function seenText(at, minutes, clock) {
  if (minutes < 1) return t("seen_moment");
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
