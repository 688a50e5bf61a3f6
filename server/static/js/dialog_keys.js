/**
 * The keys inside an open dialog. Enter confirms; "." gives up, and so does Escape, by the browser itself; a key that
 * something carries presses it (`data-key`) or goes round in it (`data-cycle`); "+" and "−" go from choice to choice,
 * from nothing chosen to the first and the last (where there is nothing to choose, arrows scroll); "*" ticks the one that has the focus. Keypad keys go by their place, so they work with NumLock off.
 */

/** @type {Record<string, string>} */
const BY_PLACE = {
  NumpadAdd: "+",
  NumpadSubtract: "-",
  NumpadMultiply: "*",
  NumpadDivide: "/",
  NumpadDecimal: ".",
  NumpadEnter: "Enter",
};
/** @type {Record<string, number>} */
const STEPS = { "+": 1, "-": -1, ArrowDown: 1, ArrowUp: -1 };
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select";

/**
 * @param {HTMLFormElement} form
 * @param {() => void} giveUp
 * @returns {() => void} stop listening
 */
export function listenInDialog(form, giveUp) {
  // On the document: after a click on plain text nothing inside the dialog has the focus.
  const listen = (/** @type {KeyboardEvent} */ event) => onKey(event, form, giveUp);
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

/** @param {KeyboardEvent} event @param {HTMLFormElement} form @param {() => void} giveUp */
function onKey(event, form, giveUp) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = meaning(event, form, giveUp);
  if (act === null) return;
  event.preventDefault();
  if (!event.repeat || signOf(event) in STEPS) act();
}

/** @param {KeyboardEvent} event @param {HTMLFormElement} form @param {() => void} giveUp @returns {(() => void) | null} */
function meaning(event, form, giveUp) {
  const target = /** @type {HTMLElement} */ (event.target);
  const sign = signOf(event);
  if (sign === "Enter") return target.matches("button, a") ? null : () => form.requestSubmit();
  if (target.matches(TYPING) && !takesCommand(target, event)) return null;
  if (sign === ".") return giveUp;
  const step = STEPS[sign];
  if (step !== undefined && (choicesOf(form).length || !sign.startsWith("Arrow"))) return () => go(form, step);
  return carrier(form, sign) ?? cycle(form, sign) ?? (sign === "*" ? tick(target) : null);
}

/**
 * Whether a key is a command in this field: one with `data-commands` takes these signs as commands while it is empty,
 * and the arrows at all times.
 * @param {HTMLElement} field @param {KeyboardEvent} event
 */
export function takesCommand(field, event) {
  const { commands } = field.dataset;
  if (commands === undefined) return false;
  const sign = signOf(event);
  return sign.startsWith("Arrow") ? sign in STEPS : commands.includes(sign) && /** @type {HTMLInputElement} */ (field).value === "";
}

/** @param {KeyboardEvent} event @returns {string} */
function signOf({ code, key }) {
  return /^Numpad\d$/.test(code) ? code.slice(-1) : (BY_PLACE[code] ?? key);
}

/** What carries this key. @param {HTMLFormElement} form @param {string} sign */
function carrier(form, sign) {
  const node = visible(form, `[data-key="${CSS.escape(sign)}"]:not(:disabled)`)[0];
  if (!node) return null;
  return () => {
    if (node.matches("input")) node.focus();
    node.click();
  };
}

/** The next of a few that exclude each other. @param {HTMLFormElement} form @param {string} sign */
function cycle(form, sign) {
  const group = visible(form, `[data-cycle="${CSS.escape(sign)}"]`)[0];
  if (!group) return null;
  const inputs = /** @type {HTMLInputElement[]} */ ([...group.querySelectorAll("input:not(:disabled)")]);
  return () => inputs[(inputs.findIndex((input) => input.checked) + 1) % inputs.length]?.click();
}

/** @param {HTMLElement} target */
function tick(target) {
  return target.matches("[type=checkbox]") ? () => target.click() : null;
}

/** To the next choice, around the end; of radios, choosing it. @param {HTMLFormElement} form @param {number} by */
function go(form, by) {
  const all = choicesOf(form);
  const from = all.find((input) => input === document.activeElement) ?? all.find((input) => input.checked) ?? all[0];
  if (!from) return;
  const group = all.filter(({ type, name }) => type === "checkbox" || name === from.name);
  const begun = from.type === "checkbox" || group.some((input) => input.checked);
  const next = begun ? group[(group.indexOf(from) + by + group.length) % group.length] : group.at(Math.min(by - 1, 0));
  next?.focus();
  if (next?.type === "radio") next.click();
}

/** @param {HTMLFormElement} form */
function choicesOf(form) {
  return /** @type {HTMLInputElement[]} */ (visible(form, ".choice-input:not(:disabled)"));
}

/** @param {HTMLFormElement} form @param {string} selector @returns {HTMLElement[]} */
function visible(form, selector) {
  return /** @type {HTMLElement[]} */ ([...form.querySelectorAll(selector)]).filter((node) => node.checkVisibility());
}
