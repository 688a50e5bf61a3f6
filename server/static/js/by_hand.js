/**
 * Only hands give commands. A scanner types what it reads, card after card, and ends with Enter: on a page where
 * single keys act that would finish a visit and call the next person. So each key that could act waits a moment, and
 * acts when it stayed alone; keys of a burst do nothing. Text goes into its field at once, but Enter after a scanned
 * text confirms nothing.
 */

import { createBurst, PAUSE_MS } from "./burst.js";
import { takesCommand } from "./dialog_keys.js";
import { focused, pressAgain } from "./press_again.js";

/** No code begins with Enter or Space: as the first key they wait less. */
const ALONE_MS = 80;
const FIRST_OF_NO_CODE = new Set(["Enter", " "]);
/** Scanners press these between the signs; any other key comes after what was pressed before it. */
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock"]);
const TEXT = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], video, audio";
const PRESSABLE = "a[href], button, summary, input";

/** @param {() => void} onScan told for each key that a scanner typed */
export function onlyByHand(onScan) {
  const burst = createBurst();
  /** @type {KeyboardEvent[]} */
  const held = [];
  /** @type {WeakSet<Event>} */
  const ours = new WeakSet();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  const empty = () => {
    clearTimeout(later);
    return held.splice(0);
  };
  const release = () => empty().forEach((event, place) => pressAgain(event, placeOf(event, place), (copy) => ours.add(copy)));
  const drop = () => {
    empty();
    onScan();
  };
  const hold = (/** @type {KeyboardEvent} */ event) => {
    clearTimeout(later);
    held.push(event);
    later = setTimeout(release, burst.keys() === 1 && FIRST_OF_NO_CODE.has(event.key) ? ALONE_MS : PAUSE_MS);
  };

  // On the window and first of all: nobody else hears of a key before it has been looked at.
  window.addEventListener("keydown", (event) => {
    if (ours.has(event) || event.repeat) return;
    if (!isSign(event)) return MODIFIERS.has(event.key) ? undefined : release();
    if (burst.begins(event.timeStamp)) release();
    const typing = isTyped(event);
    const scan = burst.note(`${event.code} ${event.key}`, event.timeStamp, typing);
    if (event.altKey || (typing && !(scan && event.key === "Enter"))) return;
    if (!scan && !couldAct(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (scan) drop();
    else hold(event);
  }, true);
  window.addEventListener("pointerdown", release, true);
  // Some browsers press a button when the space bar is let go.
  window.addEventListener("keyup", (event) => {
    if (event.key === " " && !isTyped(event)) event.preventDefault();
  }, true);
}

/** The first key belongs where it was pressed, while that is still there; the next follow the focus. @param {KeyboardEvent} event @param {number} place */
function placeOf({ target }, place) {
  const there = place === 0 && target instanceof HTMLElement && target.checkVisibility();
  return there ? target : focused();
}

/** What scanners type, too; keypad keys by their place, for NumLock changes what they are. @param {KeyboardEvent} event */
function isSign({ key, code, ctrlKey, metaKey, isComposing }) {
  if (ctrlKey || metaKey || isComposing) return false;
  return key.length === 1 || key === "Enter" || key === "Process" || (code.startsWith("Numpad") && key !== "NumLock");
}

/** Whether it becomes text. A part of the page with `data-typed` takes it wherever the focus is. @param {KeyboardEvent} event */
function isTyped(event) {
  const field = event.target instanceof Element ? event.target.closest(TEXT) : null;
  if (!field) return document.querySelector("[data-typed]:not([hidden])") !== null;
  return !takesCommand(/** @type {HTMLElement} */ (field), event);
}

/** A page with `data-commands` on its body takes single keys; elsewhere they act on what has the focus, and in dialogs. @param {KeyboardEvent} event */
function couldAct({ target }) {
  if ("commands" in document.body.dataset || document.querySelector("dialog[open]")) return true;
  return target instanceof Element && target.closest(PRESSABLE) !== null;
}
