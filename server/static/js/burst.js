/**
 * Whether keys come from fingers or from a scanner, which types what it reads: told by the keys' own times. Scanners
 * type a key every 2 to 70 ms with pauses of up to 150 ms. All bounds stand here, for the kiosk and for pages of staff.
 */

/** Keys that follow each other no later than this are one burst: a scanner pauses so long within a code. */
export const PAUSE_MS = 200;
/** Once a scanner was recognised, so long a pause is still its own; a longer one is its end. */
export const AFTER_SCAN_MS = 500;
/** So many keys in one burst were not pressed one by one. */
export const MANY_KEYS = 6;
/** Two different keys closer than this were not pressed one after the other. */
const FASTER_THAN_FINGERS_MS = 25;
/** So many different keys in one burst are no command; fingers press one, or one and Enter. */
const MANY_COMMANDS = 4;
/** A text of that many, with so little time for each key, was not typed by hand. */
const QUICK_LETTERS_MS = 80;

/**
 * Whether a key at this time is of another burst than one at `last`; `scanned` says that this was recognised as a scanner's.
 * @param {number} at @param {number} last @param {boolean} scanned
 */
export function apart(at, last, scanned) {
  return Math.abs(at - last) > (scanned ? AFTER_SCAN_MS : PAUSE_MS);
}

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

  const begins = (/** @type {number} */ at) => apart(at, last, scan);
  const begin = (/** @type {number} */ at) => {
    keys = changes = 0;
    sudden = scan = false;
    began = at;
    previous = "";
  };
  const asCommands = () => sudden || changes >= MANY_COMMANDS;
  const asText = () => keys >= MANY_KEYS && (last - began) / (keys - 1) <= QUICK_LETTERS_MS;
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
