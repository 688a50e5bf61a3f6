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

/** @typedef {{x: number, y: number, at: number, control: HTMLElement | null, rolled: boolean,
 *   rests: ReturnType<typeof setTimeout>}} Finger */

/** @param {(resting: boolean) => void} onResting told when something rests on the glass for long, and when it is gone */
export function bindTouch(onResting) {
  const glass = new Glass(onResting);
  const ways = { capture: true, passive: true };
  document.addEventListener("click", () => (glass.clicked = true), ways);
  document.addEventListener("pointerdown", (event) => event.pointerType === "touch" && glass.down(event), ways);
  document.addEventListener("pointermove", (event) => glass.move(event), ways);
  document.addEventListener("pointercancel", (event) => glass.lift(event), ways);
  document.addEventListener("pointerup", (event) => glass.up(event), ways);
  // Nothing is dragged or pinched before a finger has really left its place.
  const holdStill = (/** @type {TouchEvent} */ event) => {
    if (event.cancelable && (glass.isStill() || event.touches.length > 1)) event.preventDefault();
  };
  document.addEventListener("touchmove", holdStill, { passive: false });
}

/** The fingers on the screen. */
class Glass {
  /** @param {(resting: boolean) => void} onResting */
  constructor(onResting) {
    this.onResting = onResting;
    /** @type {Map<number, Finger>} */
    this.fingers = new Map();
    /** The browser made a click of its own since the last finger came down. */
    this.clicked = false;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const { pointerId, clientX: x, clientY: y } = event;
    const rests = setTimeout(() => this.onResting(true), PRESS_MS);
    this.clicked = false;
    this.fingers.set(pointerId, { x, y, at: performance.now(), control: controlAt(event), rolled: false, rests });
  }

  /** @param {PointerEvent} event */
  move(event) {
    const finger = this.fingers.get(event.pointerId);
    if (finger && distance(finger, event) > ROLL_PX) finger.rolled = true;
  }

  isStill() {
    return ![...this.fingers.values()].some(({ rolled }) => rolled);
  }

  /** @param {PointerEvent} event @returns {Finger | undefined} */
  lift({ pointerId }) {
    const finger = this.fingers.get(pointerId);
    clearTimeout(finger?.rests);
    this.fingers.delete(pointerId);
    if (finger && ![...this.fingers.values()].some(isLong)) this.onResting(false);
    return finger;
  }

  /** @param {PointerEvent} event */
  up(event) {
    const finger = this.lift(event);
    const control = finger?.control;
    if (!control || finger.rolled || isLong(finger)) return;
    setTimeout(() => {
      if (!this.clicked && control.isConnected && !isSettling()) press(control);
    }, OWN_CLICK_MS);
  }
}

/** @param {Finger} finger */
function isLong({ at }) {
  return performance.now() - at > PRESS_MS;
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
