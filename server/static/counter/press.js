/** One action at a time: sent once, repeated under the same key while the server does not answer. */

import { ApiError, newKey } from "/static/js/api.js";

/**
 * @typedef {object} PressOptions
 * @property {import("/static/js/api.js").Api} api
 * @property {number} counter
 * @property {() => string} footprint what the counter looks like; a key is kept only while this stays the same
 * @property {(action: string | null) => void} onBusy the action in flight, null when it is over
 * @property {(answer: any) => void | Promise<unknown>} onDone awaited before the next press
 * @property {(problem: ApiError) => void} onProblem
 * @property {() => void} onRetry
 */

/** @param {PressOptions} options @returns {(action: string, ticket?: number) => Promise<void>} */
export function createPress({ api, counter, footprint, onBusy, onDone, onProblem, onRetry }) {
  let busy = false;
  /** The press that got no answer, and its key. @type {{press: string, key: string} | null} */
  let open = null;

  return async (action, ticket) => {
    if (busy) return;
    busy = true;
    onBusy(action);
    const press = [action, ticket, footprint()].join(" ");
    const key = open?.press === press ? open.key : newKey();
    open = { press, key };
    try {
      const answer = await api.post(`/counters/${counter}/${action}`, ticket ? { ticket } : {}, { key, onRetry });
      open = null;
      await onDone(answer);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.code !== "unreachable") open = null;
      onProblem(problem);
    } finally {
      busy = false;
      onBusy(null);
    }
  };
}
