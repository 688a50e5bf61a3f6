/** When to ask again: often when near the turn, rarely when nobody looks, ever more rarely when nobody answers. */

const USUAL_S = 10;
const NEAR_S = 5;
const NEAR_AHEAD = 2;
const UNSEEN_S = 30;
const SLOWEST_S = 60;

const OVER = new Set(["finished", "cancelled"]);

/** @typedef {{state: string, ahead: number, wait: import("/static/js/wait.js").Wait | null, past_day?: string}} Standing */

/**
 * @param {Standing | null} ticket null until the first answer
 * @param {number} failed how many questions in a row got no answer
 * @param {boolean} unseen the page lies in the background
 * @returns {number | null} seconds; null when nothing more can happen to the ticket
 */
export function pause(ticket, failed, unseen) {
  if (ticket && (ticket.past_day || OVER.has(ticket.state))) return null;
  if (failed > 0) return Math.min(SLOWEST_S, USUAL_S * 2 ** (failed - 1));
  if (ticket && isNear(ticket)) return NEAR_S;
  return unseen ? UNSEEN_S : USUAL_S;
}

/** @param {Standing} ticket */
function isNear({ state, ahead, wait }) {
  return state === "called" || (state === "waiting" && wait !== null && ahead <= NEAR_AHEAD);
}
