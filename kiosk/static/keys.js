/**
 * The kiosk without touching: arrows (or 2, 4, 6, 8 of a keypad) to whatever lies that way, Enter or 5 to press it,
 * Escape to go back, and on the first step a field's letter, which counts when it comes alone: a scanner's never do.
 */

import { PAUSE_MS } from "/static/js/burst.js";
import { step } from "/static/js/steps.js";

/** Where each key goes: right and down. */
const WAYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});
const KEYPAD = /** @type {Record<string, string>} */ ({
  Numpad4: "ArrowLeft",
  Numpad6: "ArrowRight",
  Numpad8: "ArrowUp",
  Numpad2: "ArrowDown",
});
/** How much dearer a step aside is than a step ahead; and for what lies straight ahead, as a wide row does. */
const ASIDE = 3;
const STRAIGHT = 0.1;

/** @param {{back: () => void}} actions */
export function bindKeys({ back }) {
  const alone = createAlone();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = WAYS[KEYPAD[event.code] ?? event.key];
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "Escape" && step() !== "issuing" && !document.querySelector("dialog[open]")) back();
    else if (way && !(typing && way[0])) go(event, way);
    else if (event.code === "Numpad5" && !typing) press(event);
    else if (step() === "start" && !typing && !event.repeat) alone(() => byLetter(event.key.toUpperCase()));
  });
}

/** @returns {(act: () => void) => void} does it if no other letter came just before the present key, and none comes just after */
function createAlone() {
  let last = -Infinity;
  let alone = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waits;
  // On the window, which hears of a key before whoever keeps it from all others.
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key.length !== 1 || event.repeat) return;
      alone = event.timeStamp - last > PAUSE_MS;
      last = event.timeStamp;
      clearTimeout(waits);
    },
    { capture: true },
  );
  return (act) => {
    if (alone) waits = setTimeout(act, PAUSE_MS);
  };
}

/** @param {KeyboardEvent} event @param {[number, number]} way */
function go(event, way) {
  event.preventDefault();
  next(way)?.focus();
}

/** @param {KeyboardEvent} event */
function press(event) {
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.click();
}

/** The field whose prefix it is, or the only one whose prefix begins so. @param {string} letter */
function byLetter(letter) {
  if (step() !== "start" || letter.length !== 1) return;
  const tiles = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-field]")]);
  const meant = tiles.filter((tile) => tile.querySelector(".prefix")?.textContent?.startsWith(letter));
  if (meant.length === 1) meant[0]?.click();
}

/** @returns {HTMLElement[]} whatever can be pressed now: in an open dialog only what is in it */
function controls() {
  const around = document.querySelector("dialog[open]") ?? document;
  const all = /** @type {HTMLElement[]} */ ([...around.querySelectorAll("button, input, a[href]")]);
  return all.filter((control) => control.offsetParent !== null && !control.hasAttribute("disabled"));
}

/** @param {[number, number]} way @returns {HTMLElement | undefined} the nearest control that way; the first of all at first */
function next([right, down]) {
  const all = controls();
  const here = /** @type {HTMLElement} */ (document.activeElement);
  if (!all.includes(here)) return all.find((control) => control.closest("[data-for], dialog")) ?? all[0];
  const from = place(here);
  const distances = all.map((control) => {
    const to = place(control);
    const ahead = (to.x - from.x) * right + (to.y - from.y) * down;
    const offMiddle = Math.abs(right ? to.y - from.y : to.x - from.x);
    const straight = offMiddle < (right ? from.high + to.high : from.wide + to.wide) / 2;
    return { control, ahead, cost: ahead + (straight ? STRAIGHT : ASIDE) * offMiddle };
  });
  const reachable = distances.filter(({ control, ahead }) => control !== here && ahead > 1);
  return reachable.sort((a, b) => a.cost - b.cost)[0]?.control;
}

/** @param {HTMLElement} control @returns its middle and its size */
function place(control) {
  const { left, top, width: wide, height: high } = control.getBoundingClientRect();
  return { x: left + wide / 2, y: top + high / 2, wide, high };
}
