/** Whether keys come from fingers or from a scanner, which types what it reads: told by the keys' own times. */

/** Keys that follow each other no later than this are one burst: a scanner pauses so long within a code. */
export const PAUSE_MS = 150;
/** Once a scanner was recognised, so long a pause is still its own. */
const AFTER_SCAN_MS = 400;
/** Two different keys closer than this were not pressed one after the other. */
const FASTER_THAN_FINGERS_MS = 25;
/** So many different keys in one burst are no command; fingers press one, or one and Enter. */
const MANY_COMMANDS = 4;
/** So long a text, with so little time for each key, was not typed by hand. */
const MANY_LETTERS = 6;
const QUICK_LETTERS_MS = 80;

/**
 * @typedef {object} Burst
 * @property {(at: number) => boolean} begins whether a key at this time begins a burst of its own
 * @property {(key: string, at: number, typing: boolean) => boolean} note one more key; answers whether a scanner types.
 *   `at` is the event's time in milliseconds; `typing` whether it goes into a text, where hands are quicker
 * @property {() => number} keys how many the burst has
 *
 * @returns {Burst}
 */
export function createBurst() {
  let keys = 0;
  let changes = 0;
  let sudden = false;
  let scan = false;
  let began = -Infinity;
  let last = -Infinity;
  let previous = "";

  const begins = (/** @type {number} */ at) => Math.abs(at - last) > (scan ? AFTER_SCAN_MS : PAUSE_MS);
  const begin = (/** @type {number} */ at) => {
    keys = changes = 0;
    sudden = scan = false;
    began = at;
    previous = "";
  };
  const asCommands = () => sudden || changes >= MANY_COMMANDS;
  const asText = () => keys >= MANY_LETTERS && (last - began) / (keys - 1) <= QUICK_LETTERS_MS;
  return {
    begins,
    keys: () => keys,
    note: (key, at, typing) => {
      if (begins(at)) begin(at);
      keys += 1;
      // One key twice is a finger that steps on, or a worn key.
      if (key !== previous) {
        changes += 1;
        sudden ||= keys > 1 && at - last < FASTER_THAN_FINGERS_MS;
      }
      previous = key;
      last = at;
      scan ||= typing ? asText() : asCommands();
      return scan;
    },
  };
}
