/** How alerts are heard: a short tone, and the browser's own notification. Each is allowed by a press, and remembered by this browser. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { Alert } from "/static/track/alert.js";

const KEPT = "goiso.alerts.sound";
const NOTES_HZ = /** @type {const} */ ([659.25, 880]);
const NOTE_S = 0.3;

/** @typedef {ReturnType<typeof createAlertSound>} AlertSound */

export function createAlertSound() {
  const bell = new Alert();
  const button = byRole("alerts-sound");
  const draw = () => {
    button.setAttribute("aria-pressed", String(bell.audio !== null));
    setText(byRole("alerts-sound-text"), t(bell.audio === null ? "sound_on" : "sound_off"));
  };
  const ring = () => {
    bell.audio?.resume();
    for (const [place, hertz] of NOTES_HZ.entries()) bell.note(hertz, (bell.audio?.currentTime ?? 0) + place * NOTE_S);
  };
  button.addEventListener("click", () => {
    if (bell.audio === null) {
      bell.allow();
      localStorage.setItem(KEPT, "on");
    } else {
      bell.audio.close();
      bell.audio = null;
      localStorage.removeItem(KEPT);
    }
    draw();
  });
  /** Whoever had it on before has it on again from their first touch; the button itself decides by its own press. @param {Event} event */
  const again = ({ target }) => {
    if (bell.audio !== null || !localStorage.getItem(KEPT) || button.contains(/** @type {Node} */ (target))) return;
    bell.audio = new AudioContext();
    draw();
  };
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, again);
  draw();
  bindNotifications();
  return {
    /** @param {{id: number, title: string, text: string}} news */
    tell({ id, title, text }) {
      ring();
      notify(String(id), title, text);
    },
  };
}

/** Only a page that came safely may ask, and only once. */
function mayAsk() {
  return window.isSecureContext && "Notification" in window && Notification.permission === "default";
}

function bindNotifications() {
  const button = byRole("alerts-notify");
  show(button, mayAsk());
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    show(button, mayAsk());
  });
}

/** @param {string} tag one for each alert, so that a repeat takes the place of the first @param {string} title @param {string} body */
function notify(tag, title, body) {
  if (!window.isSecureContext || !("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const shown = new Notification(title, { body, tag: `goiso-alert-${tag}` });
    shown.onclick = () => window.focus();
  } catch {
    // Browsers on phones show none that a page makes itself: the tone and the page still tell.
  }
}
