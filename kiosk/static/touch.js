/**
 * Fingers as they are: one that rolls a little while it presses still presses, and a palm that rests on the glass does
 * not keep another finger from pressing. Browsers make clicks of the first finger alone, and of none that moved.
 */

/** How far a finger may roll: about 6 mm on a screen of 32 inches. */
const ROLL_PX = 24;
/** The browser's own click comes this soon after a touch; then there is none to be made. */
const OWN_CLICK_MS = 60;
/** A finger that stays longer than this rests. */
const PRESS_MS = 1500;
const CONTROLS = "button, a[href], input, label";

/** @typedef {{x: number, y: number, at: number, control: HTMLElement | null, rolled: boolean}} Finger */

/**
 * @param {(resting: boolean) => void} onResting told when something rests on the glass for long, and when it is gone
 */
export function bindTouch(onResting) {
  /** @type {Map<number, Finger>} */
  const fingers = new Map();
  /** @type {Map<number, ReturnType<typeof setTimeout>>} */
  const rests = new Map();
  let clicked = /** @type {EventTarget | null} */ (null);

  const lift = (/** @type {number} */ id) => {
    clearTimeout(rests.get(id));
    rests.delete(id);
    fingers.delete(id);
    if (![...fingers.values()].some((finger) => performance.now() - finger.at > PRESS_MS)) onResting(false);
  };
  const ways = { capture: true, passive: true };
  document.addEventListener("click", ({ target }) => (clicked = target), ways);
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    clicked = null;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, at: performance.now(), control: controlAt(event), rolled: false });
    rests.set(event.pointerId, setTimeout(() => onResting(true), PRESS_MS));
  }, ways);
  document.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (finger && distance(finger, event) > ROLL_PX) finger.rolled = true;
  }, ways);
  document.addEventListener("pointercancel", ({ pointerId }) => lift(pointerId), ways);
  document.addEventListener("pointerup", (event) => {
    const finger = fingers.get(event.pointerId);
    lift(event.pointerId);
    if (!finger?.control || finger.rolled || performance.now() - finger.at > PRESS_MS) return;
    const { control } = finger;
    setTimeout(() => {
      if (clicked === null && control.isConnected && !isSettling()) press(control);
    }, OWN_CLICK_MS);
  }, ways);
  // Nothing is dragged or pinched before a finger has really left its place.
  const holdStill = (/** @type {TouchEvent} */ event) => {
    const still = ![...fingers.values()].some(({ rolled }) => rolled);
    if (event.cancelable && (still || event.touches.length > 1)) event.preventDefault();
  };
  document.addEventListener("touchmove", holdStill, { passive: false });
}

/** @param {PointerEvent} event @returns {HTMLElement | null} */
function controlAt({ target }) {
  const control = target instanceof Element ? target.closest(CONTROLS) : null;
  return control instanceof HTMLElement ? control : null;
}

/** @param {Finger} finger @param {PointerEvent} event */
function distance({ x, y }, { clientX, clientY }) {
  return Math.hypot(clientX - x, clientY - y);
}

/** A step that was just entered takes no touches yet. */
function isSettling() {
  return "settling" in document.body.dataset;
}

/** @param {HTMLElement} control */
function press(control) {
  if (control instanceof HTMLInputElement) control.focus();
  else control.click();
}
