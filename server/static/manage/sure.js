/** What a manager is asked before it is done to people: a visit is broken off, places that are held lose their counter. */

import { ApiError } from "/static/js/api.js";
import { counterName } from "/static/js/counter_name.js";
import { createQuestion } from "/static/js/dialog.js";
import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** @typedef {(n: number, action: string, act: () => Promise<boolean>) => Promise<unknown>} Sure */

/**
 * @param {object} options
 * @param {import("/static/js/api.js").Api} options.api
 * @param {(n: number) => import("./counters.js").Counter} options.counter
 * @param {(problem: ApiError) => void} options.onProblem
 * @returns {Sure} does what it is handed, at once or after the question
 */
export function createSure({ api, counter, onProblem }) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-sure"));
  /** @type {() => Promise<boolean>} */
  let wanted = async () => false;
  const question = createQuestion(node, {
    onConfirm: async () => {
      question.setBusy(true);
      const done = await wanted();
      question.setBusy(false);
      if (done) question.close();
    },
  });
  /** @param {string} action @param {Record<string, string>} values @param {() => Promise<boolean>} act */
  const ask = (action, values, act) => {
    wanted = act;
    setText(/** @type {Element} */ (node.querySelector("h2")), t(`sure_${action}`, values));
    setText(byRole("sure-text", node), t(`sure_${action}_text`, values));
    setText(byRole("confirm-text", node), t(`sure_${action}_confirm`));
    question.open();
  };
  /** @param {number} n @returns {Promise<string>} the numbers whose places are held there */
  const kept = async (n) => {
    /** @type {import("../counter/rules.js").Console} */
    const { parked } = await api.get(`/counters/${n}`);
    return parked.items.filter((ticket) => ticket.for_counter === n).map(({ number }) => number).join(", ");
  };
  return async (n, action, act) => {
    const { number, ticket_state } = counter(n);
    const name = counterName(counter(n));
    if (action === "return" && ticket_state === "serving") return ask(action, { counter: name, number: number ?? "" }, act);
    if (action !== "close") return act();
    try {
      const numbers = await kept(n);
      return numbers ? ask(action, { counter: name, numbers }, act) : act();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      return onProblem(problem);
    }
  };
}
