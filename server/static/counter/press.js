/** One action at a time: sent once, repeated under the same key while the server does not answer. */

import { ApiError, newKey } from "/static/js/api.js";

/**
 * @typedef {{action: string, body?: object, path?: string}} Act `action` is the button's name; `path` where it is
 *   sent, by default the counter's own `/action`
 * @typedef {(act: Act) => Promise<boolean>} Press true when the server has done it
 *
 * @typedef {object} PressOptions
 * @property {import("/static/js/api.js").Api} api
 * @property {number} counter
 * @property {() => string} footprint what the counter looks like; a key is kept only while this stays the same
 * @property {(action: string | null) => void} onBusy the action in flight, null when it is over
 * @property {(answer: any, action: string) => void | Promise<unknown>} onDone awaited before the next press
 * @property {(problem: ApiError) => void} onProblem
 * @property {() => void} onRetry
 */

/** @param {PressOptions} options @returns {Press} */
export function createPress({ api, counter, footprint, onBusy, onDone, onProblem, onRetry }) {
  let busy = false;
  /** The press that got no answer, and its key. @type {{press: string, key: string} | null} */
  let open = null;
  const over = () => {
    busy = false;
    onBusy(null);
  };

  return async ({ action, body = {}, path = `/counters/${counter}/${action}` }) => {
    if (busy) return false;
    busy = true;
    onBusy(action);
    const press = JSON.stringify([path, body, footprint()]);
    const key = open?.press === press ? open.key : newKey();
    open = { press, key };
    try {
      const answer = await api.post(path, body, { key, onRetry });
      open = null;
      Promise.resolve(onDone(answer, action)).finally(over);
      return true;
    } catch (problem) {
      over();
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.code !== "unreachable") open = null;
      onProblem(problem);
      return false;
    }
  };
}
