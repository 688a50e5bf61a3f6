/** What got no answer keeps its Idempotency-Key: sent again, it is still done once. */

import { ApiError, newKey } from "./api.js";

/**
 * @typedef {<T>(what: string, send: (key: string) => Promise<T>) => Promise<T>} Once `what` is sent, as one string; a
 *   key is kept only while this stays the same
 *
 * @returns {Once}
 */
export function createOnce() {
  /** @type {{what: string, key: string} | null} */
  let unanswered = null;
  return async (what, send) => {
    const key = unanswered?.what === what ? unanswered.key : newKey();
    unanswered = { what, key };
    try {
      const answer = await send(key);
      unanswered = null;
      return answer;
    } catch (problem) {
      if (!(problem instanceof ApiError && problem.code === "unreachable")) unanswered = null;
      throw problem;
    }
  };
}
