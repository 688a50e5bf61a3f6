/** The counter's state as it comes: over the live line, and by asking when that line is silent. */

import { connectLive } from "/static/js/live.js";
import { pick } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";
import { showProblem } from "./notice.js";

const ASK_EVERY_MS = 5000;

/**
 * @typedef {import("./rules.js").Console} Console
 *
 * @param {{api: import("/static/js/api.js").Api, counter: number, onState: (view: Console) => void}} options
 * @returns {{ask: () => void, afterAction: () => void}} `ask` for the state now; `afterAction` asks only when
 *   the line will not bring it
 */
export function watchCounter({ api, counter, onState }) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let asking;
  /** @returns {Promise<Console>} */
  const question = () => api.get(`/counters/${counter}`);
  const ask = () => void question().then(onState, () => {});

  connectLive({
    namespace: "/counter",
    auth: () => ({ counter }),
    onSnapshot: (/** @type {Console} */ snapshot) => {
      showLive(true);
      onState(snapshot);
    },
    onStale: (stale) => {
      clearInterval(asking);
      asking = stale ? setInterval(ask, ASK_EVERY_MS) : undefined;
      showStale(stale);
    },
    onRefused: ({ code, text }) => {
      showLive(false);
      showProblem({ code, detail: pick(text), action: "" });
    },
  });
  ask();
  return { ask, afterAction: () => (asking ? ask() : undefined) };
}
