/** What a manager does at a counter: sent once, repeated under the same key while the server does not answer. */

import { ApiError } from "/static/js/api.js";
import { counterName } from "/static/js/counter_name.js";
import { createOnce } from "/static/js/once.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("./counters.js").Counter} Counter
 * @typedef {ReturnType<typeof createActs>} Acts
 *
 * @param {object} options
 * @param {import("/static/js/api.js").Api} options.api
 * @param {string} options.me the manager's user name
 * @param {import("./said.js").Said} options.said
 * @param {(n: number) => Counter} options.counter the counter as it is now
 */
export function createActs({ api, me, said, counter }) {
  let busy = false;
  const once = createOnce();

  /**
   * @param {number} n @param {string} action @param {object} body
   * @returns {Promise<boolean>} whether the server has done it; what went wrong is said
   */
  const send = async (n, action, body) => {
    const path = `/counters/${n}/${action}`;
    const what = JSON.stringify([path, body, counter(n)]);
    try {
      await once(what, (key) => api.post(path, body, { key, onRetry: said.retrying }));
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
      return false;
    }
  };
  /** One at a time: a press while another is under way does nothing. @param {() => Promise<boolean>} act */
  const alone = async (act) => {
    if (busy) return false;
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    try {
      return await act();
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
    }
  };
  /** Take it back, if it is still the last thing that happened there. @param {number} n @param {string} action */
  const undo = (n, action) =>
    alone(async () => {
      const name = counterName(counter(n));
      try {
        /** @type {import("/static/js/answers.d.ts").Console} */
        const { undo: last } = await api.get(`/counters/${n}`);
        if (last?.officer !== me || last.action !== action) {
          said.problem({ code: "", detail: t("undo_over"), action: t("undo_over_text", { counter: name }) });
          return false;
        }
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        said.problem(problem);
        return false;
      }
      const done = await send(n, "undo", {});
      if (done) said.done(t("said_undo", { counter: name }));
      return done;
    });

  return {
    /**
     * @param {number} n @param {string} action @param {object} [body] @param {Record<string, string>} [words]
     * @returns {Promise<boolean>}
     */
    act: (n, action, body = {}, words = {}) =>
      alone(async () => {
        const text = t(`said_${action}`, { counter: counterName(counter(n)), ...words });
        const done = await send(n, action, body);
        if (done) said.done(text, () => void undo(n, action));
        return done;
      }),
  };
}
