/** The digit that a key stands for: keypad keys by their place, so that they work with NumLock off. */

/** @param {KeyboardEvent} event @returns {string} "" when it is none */
export function digitOf({ code, key }) {
  if (/^Numpad\d$/.test(code)) return code.slice(-1);
  return /^\d$/.test(key) ? key : "";
}
