/** One key, one action. Keypad keys go by their place, so they work with NumLock off; letters by what they type. */

const PRIMARY = "primary";

/** @type {Record<string, string>} */
const BY_PLACE = {
  Enter: PRIMARY,
  NumpadEnter: PRIMARY,
  Space: PRIMARY,
  Numpad0: PRIMARY,
  NumpadAdd: "recall",
  NumpadSubtract: "no-show",
  NumpadDecimal: "return",
  NumpadMultiply: "pause",
  NumpadDivide: "close",
};

/** @type {Record<string, string>} */
const BY_SIGN = {
  Enter: PRIMARY,
  " ": PRIMARY,
  0: PRIMARY,
  r: "recall",
  "+": "recall",
  v: "no-show",
  "-": "no-show",
  t: "return",
  ".": "return",
  p: "pause",
  "*": "pause",
  d: "close",
  "/": "close",
};

const TYPING = "input, textarea, select, [contenteditable], dialog[open] *";
const PRESSABLE = "a[href], button, summary";

/**
 * Call `act(action)` for each of our keys, once for each press; "primary" is the one next step.
 * @param {(action: string) => void} act
 */
export function listenToKeys(act) {
  document.addEventListener("keydown", (event) => {
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
  const target = /** @type {Element} */ (event.target);
  if (target.closest(TYPING) || pressesItself(event)) return null;
  return BY_PLACE[event.code] ?? BY_SIGN[event.key] ?? BY_SIGN[event.key.toLowerCase()] ?? letterAt(event.code) ?? null;
}

/** An input method may hide the letter ("Process"): its place on the board still tells it. @param {string} code */
function letterAt(code) {
  return code.startsWith("Key") ? BY_SIGN[code.slice(3).toLowerCase()] : undefined;
}

/** Whoever walked to a button with Tab expects Enter and Space to press that one. @param {KeyboardEvent} event */
function pressesItself({ key, target }) {
  return (key === "Enter" || key === " ") && /** @type {Element} */ (target).closest(PRESSABLE) !== null;
}
