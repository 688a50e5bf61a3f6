/** Why it was this number's turn: the latest calls, or those of one number; the sentences are the server's. */

import { ApiError } from "/static/js/api.js";
import { counterName } from "/static/js/counter_name.js";
import { byRole, el, setText, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { createFollow } from "./follow.js";

const EVERY_MS = 3000;
const SHOWN = 12;
const RULES = new Set(["next", "own", "kept", "priority", "ordinary_turn", "longest", "helping", "chosen"]);

/** @typedef {import("/static/js/answers.d.ts").ExplainedCall} Call */

/**
 * @param {object} options
 * @param {import("/static/js/api.js").Api} options.api
 * @param {import("/static/js/clock.js").Clock} options.clock
 * @param {import("./officers.js").Officers} options.officers
 * @param {(n: number) => import("./counters.js").Counter | undefined} options.counter
 */
export function createWhy({ api, clock, officers, counter }) {
  const form = /** @type {HTMLFormElement} */ (byRole("why-form"));
  let number = "";
  const named = officers.ask();

  /** @param {URLSearchParams} query @returns {Promise<import("/static/js/answers.d.ts").ExplainedCalls>} */
  const ask = (query) => api.get(`/reports/calls?${query}`);
  const load = async () => {
    const asked = number;
    const query = new URLSearchParams({ limit: String(SHOWN), ...(asked && { number: asked }) });
    try {
      const [{ items }] = await Promise.all([ask(query), named]);
      if (asked === number) draw(items);
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(byRole("why-status"), `${problem.detail} ${problem.action}`);
      return false;
    }
  };
  /** @param {Call[]} calls */
  const draw = (calls) => {
    setText(byRole("why-status"), t(statusOf(calls.length > 0, number), { number }));
    syncList(byRole("calls"), calls, ({ seq }) => String(seq), () => stamp("call-template"), fill);
  };
  /** @param {HTMLElement} row @param {Call} call */
  const fill = (row, { number: called, counter: n, at, actor, rule, why }) => {
    setText(byRole("number", row), called);
    const known = counter(n) ?? { n, name: `Quầy ${n}` };
    const where = { counter: counterName(known), time: clock.time(at), officer: nameOf(actor) };
    setText(byRole("where", row), t("called_where", where));
    setText(byRole("rule", row), RULES.has(rule) ? t(`rule_${rule}`) : rule);
    const list = byRole("why", row);
    if (list.childElementCount === 0) list.append(...why.map((sentence) => el("li", { text: sentence })));
  };
  const nameOf = (/** @type {string} */ actor) => officers.name(actor.slice(actor.indexOf(":") + 1));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    number = String(new FormData(form).get("number") ?? "").trim().toUpperCase();
    void load();
  });
  const follow = createFollow(load, EVERY_MS);
  return {
    /** @param {import("./today.js").Totals} today */
    follow: ({ waiting, called, serving, finished, no_show }) => follow([waiting, called, serving, finished, no_show]),
  };
}

/** @param {boolean} found @param {string} number */
function statusOf(found, number) {
  if (number) return found ? "calls_of" : "calls_none_of";
  return found ? "calls_latest" : "calls_none";
}
