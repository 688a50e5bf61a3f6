/** A key that was held back is pressed after all. */

const PRESSABLE = "a[href], button, summary";
const BOX = "input[type=radio], input[type=checkbox]";
const TEXT = "input, textarea";

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} target where it was pressed, or what has the focus since the key before it did its work
 * @param {(copy: Event) => void} onCopy told before it is sent
 */
export function pressAgain({ key, code, location, shiftKey }, target, onCopy) {
  const copy = new KeyboardEvent("keydown", { key, code, location, shiftKey, bubbles: true, cancelable: true });
  onCopy(copy);
  const before = focused();
  if (!target.dispatchEvent(copy)) return;
  byItself(focused() === before ? target : focused(), key); // a listener may lead it to a field
}

export function focused() {
  return /** @type {HTMLElement} */ (document.activeElement ?? document.body);
}

/** What the browser would have done: it does nothing for keys that a script sends. @param {HTMLElement} target @param {string} key */
function byItself(target, key) {
  const pressed = /** @type {HTMLElement | null} */ (target.closest(PRESSABLE));
  if (pressed) return key === "Enter" || key === " " ? pressed.click() : undefined;
  if (target.matches(BOX)) return key === " " ? target.click() : submit(target, key);
  if (target.matches(TEXT)) return key.length === 1 ? insert(/** @type {HTMLInputElement} */ (target), key) : submit(target, key);
  return undefined;
}

/** @param {HTMLElement} target @param {string} key */
function submit(target, key) {
  if (key === "Enter" && target instanceof HTMLInputElement) target.form?.requestSubmit();
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} sign */
function insert(field, sign) {
  const end = field.value.length;
  field.setRangeText(sign, field.selectionStart ?? end, field.selectionEnd ?? end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: sign }));
}
