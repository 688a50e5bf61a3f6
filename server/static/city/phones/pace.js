/** When to ask again: calmly, ever more rarely while nobody answers, not at all while nobody looks. */

const USUAL_S = 10;
const SLOWEST_S = 60;

/**
 * @param {number} failed how many questions in a row got no answer
 * @param {boolean} unseen the page lies in the background
 * @returns {number | null} seconds; null: not until somebody looks
 */
export function pause(failed, unseen) {
  if (unseen) return null;
  return failed > 0 ? Math.min(SLOWEST_S, USUAL_S * 2 ** (failed - 1)) : USUAL_S;
}
