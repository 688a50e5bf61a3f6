/** When to ask again: rarely while far from the turn, often when near, ever more rarely when nobody answers. */

const USUAL_S = 10;
const NEAR_S = 4;
const SLOWEST_S = 30;
const SLOWEST_WITHOUT_ANSWER_S = 60;
const NEAR_AHEAD = 3;

const OVER = new Set(["finished", "cancelled"]);

/**
 * @param {{state: string, ahead: number} | null} ticket null until the first answer
 * @param {number} same how many answers in a row brought nothing new
 * @param {number} failed how many questions in a row got no answer
 * @returns {number | null} seconds; null when nothing more can happen to the ticket
 */
export function pause(ticket, same, failed) {
  if (ticket && OVER.has(ticket.state)) return null;
  if (failed > 0) return Math.min(SLOWEST_WITHOUT_ANSWER_S, USUAL_S * 2 ** (failed - 1));
  return ticket && isNear(ticket) ? NEAR_S : Math.min(SLOWEST_S, USUAL_S * 1.25 ** same);
}

/** @param {{state: string, ahead: number}} ticket */
function isNear({ state, ahead }) {
  return state === "called" || (state === "waiting" && ahead <= NEAR_AHEAD);
}
