/** One action at a time: sent once, repeated under the same key while the server does not answer. */

import { ApiError } from "/static/js/api.js";
import { createOnce } from "/static/js/once.js";

/**
 * @typedef {{action: string, body?: object, path?: string}} Act `action` is the button's name; `path` where it is
 *   sent, by default the counter's own `/action`
 * @typedef {(act: Act) => Promise<boolean>} Press true when the server has done it
 *
 * @typedef {import("./rules.js").Console | (import("./rules.js").Ticket & {allowed?: string[]})} Answer to an action: the counter's state (open,
 *   close, pause, …), or the ticket that was acted on
 *
 * @typedef {object} PressOptions
 * @property {import("/static/js/api.js").Api} api
 * @property {number} counter
 * @property {() => string} footprint what the counter looks like; a key is kept only while this stays the same
 * @property {(action: string | null) => void} onBusy the action in flight, null when it is over
 * @property {(answer: Answer, action: string) => void | Promise<unknown>} onDone awaited before the next press
 * @property {(problem: ApiError) => void} onProblem
 * @property {() => void} onRetry
 */

/** @param {PressOptions} options @returns {Press} */
export function createPress({ api, counter, footprint, onBusy, onDone, onProblem, onRetry }) {
  let busy = false;
  const once = createOnce();
  const over = () => {
    busy = false;
    onBusy(null);
  };

  return async ({ action, body = {}, path = `/counters/${counter}/${action}` }) => {
    if (busy) return false;
    busy = true;
    onBusy(action);
    const what = JSON.stringify([path, body, footprint()]);
    try {
      /** @type {Answer} */
      const answer = await once(what, (key) => api.post(path, body, { key, onRetry }));
      Promise.resolve(onDone(answer, action)).finally(over);
      return true;
    } catch (problem) {
      over();
      if (!(problem instanceof ApiError)) throw problem;
      onProblem(problem);
      return false;
    }
  };
}
