/** One key, one action. Keypad keys go by their place, so they work with NumLock off; letters by what they type. */

const PRIMARY = "primary";

/** The keypad's nine digits; the row of digits above the letters does the same. */
const DIGITS = ["next", "result", "transfer", "park", "undo", "help", "pick", "fields", "hand-over"];

/** @type {Record<string, string>} */
const BY_PLACE = {
  Enter: PRIMARY,
  NumpadEnter: PRIMARY,
  Space: PRIMARY,
  Numpad0: PRIMARY,
  NumpadAdd: "recall",
  NumpadSubtract: "no-show",
  NumpadDecimal: "return",
  NumpadMultiply: "star",
  NumpadDivide: "close",
};

/** @type {Record<string, string>} */
const BY_SIGN = {
  Enter: PRIMARY,
  " ": PRIMARY,
  0: PRIMARY,
  n: "next",
  k: "result",
  c: "transfer",
  g: "park",
  u: "undo",
  h: "help",
  l: "pick",
  b: "fields",
  f: "find",
  o: "hand-over",
  r: "recall",
  "+": "recall",
  v: "no-show",
  "-": "no-show",
  t: "return",
  ".": "return",
  p: "pause",
  i: "priority",
  "*": "star",
  d: "close",
  "/": "close",
};

DIGITS.forEach((action, place) => {
  BY_PLACE[`Numpad${place + 1}`] = action;
  BY_SIGN[place + 1] = action;
});

const TYPING = "input, textarea, select, [contenteditable]";
const PRESSABLE = "a[href], button, summary";

/**
 * Call `act(action)` for each of our keys, once for each press; "primary" is the one next step.
 * @param {(action: string) => void} act
 */
export function listenToKeys(act) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const action = actionOfKey(event);
    if (event.repeat && (action !== null || pressesItself(event))) event.preventDefault();
    if (action === null || event.repeat) return;
    event.preventDefault();
    act(action);
  });
}

/** @param {KeyboardEvent} event @returns {string | null} null when the key is not ours */
function actionOfKey(event) {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return null;
  if (isSeen(event) && (targetOf(event).closest(TYPING) || pressesItself(event))) return null;
  return BY_PLACE[event.code] ?? BY_SIGN[event.key] ?? BY_SIGN[event.key.toLowerCase()] ?? letterAt(event.code) ?? null;
}

/** An input method may hide the letter ("Process"): its place on the board still tells it. @param {string} code */
function letterAt(code) {
  return code.startsWith("Key") ? BY_SIGN[code.slice(3).toLowerCase()] : undefined;
}

/** A dialog that was just given up keeps the focus until the next frame: its key is meant for the page. @param {KeyboardEvent} event */
function isSeen(event) {
  return targetOf(event).checkVisibility();
}

/** Whoever walked to a button with Tab expects Enter and Space to press that one. @param {KeyboardEvent} event */
function pressesItself(event) {
  return (event.key === "Enter" || event.key === " ") && targetOf(event).closest(PRESSABLE) !== null;
}

/** @param {KeyboardEvent} event */
function targetOf(event) {
  return /** @type {Element} */ (event.target);
}
