/** Whether somebody's turn is near: the rule of `core/forecast/telling.py`. */

const SOON_S = 5 * 60;

/**
 * The first of a line is not always the next: its counter may serve other fields as well.
 * @param {number} ahead how many of the same line stand before them
 * @param {import("./wait.js").Wait | null | undefined} wait null: no counter serves the field; undefined: nothing is known
 */
export function isSoon(ahead, wait) {
  return ahead === 0 && wait !== null && (wait === undefined || wait.low_s <= SOON_S);
}
