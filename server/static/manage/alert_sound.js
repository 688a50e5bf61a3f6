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
  const notifications = createNotifications();
  return {
    /** @param {{id: number, title: string, text: string}} news */
    tell({ id, title, text }) {
      ring();
      notifications.show(String(id), title, text);
    },
  };
}

/** Only a page that came safely may show any. @param {NotificationPermission} permission */
const isNow = (permission) => window.isSecureContext && "Notification" in window && Notification.permission === permission;

function createNotifications() {
  const button = byRole("alerts-notify");
  /** @type {ServiceWorkerRegistration | undefined} */
  let behind;
  const draw = async () => {
    show(button, isNow("default"));
    if (isNow("granted")) behind = await navigator.serviceWorker.register("/static/manage/alert_worker.js");
  };
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    await draw();
  });
  void draw();
  return {
    /** @param {string} tag one for each alert, so that a repeat takes the place of the first @param {string} title @param {string} body */
    show(tag, title, body) {
      if (!isNow("granted")) return;
      const options = { body, tag: `goiso-alert-${tag}` };
      if (behind?.active) void behind.showNotification(title, options);
      else showItself(title, options);
    },
  };
}

/** @param {string} title @param {NotificationOptions} options */
function showItself(title, options) {
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => window.focus();
  } catch {
    // A browser that lets no page show one itself, and whose worker is not ready yet: the tone and the page still tell.
  }
}
