/** Who works at counters, asked for when somebody has to be chosen. */

import { ApiError } from "/static/js/api.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("/static/js/answers.d.ts").Officer} Officer
 * @typedef {ReturnType<typeof createOfficers>} Officers
 *
 * @param {object} options
 * @param {import("/static/js/api.js").Api} options.api
 * @param {string} options.me
 * @param {(problem: ApiError) => void} options.onProblem
 */
export function createOfficers({ api, me, onProblem }) {
  /** @type {Officer[]} */
  let known = [];

  /** @param {Officer} officer @param {number} n */
  const detail = ({ at, counter, here }, n) => {
    if (at === n) return t("holds_this");
    if (at !== null) return t("at_other", { n: at });
    const now = t(here ? "free" : "not_here");
    return counter === n ? t("usual_here", { now }) : now;
  };
  return {
    /** @returns {Promise<boolean>} whether they could be asked for; else it was said why not */
    async ask() {
      try {
        /** @type {import("/static/js/answers.d.ts").Officers} */
        const { items } = await api.get("/officers");
        known = items;
        return true;
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        onProblem(problem);
        return false;
      }
    },
    /** Whether somebody usually works at counter `n`, is signed in and holds none. @param {string} username @param {number} n */
    isReady: (username, n) => known.some((one) => one.username === username && one.counter === n && one.here && one.at === null),
    /** @param {string} username */
    name: (username) => known.find((officer) => officer.username === username)?.name ?? username,
    /**
     * Choices for counter `n`: who usually works there first, then whoever is free, then who has not signed in; nobody
     * who holds another counter.
     * @param {number} n
     * @returns {import("/static/js/choices.js").Choice[]}
     */
    choices(n) {
      const order = (/** @type {Officer} */ { at, counter, here }) => (at !== null ? 3 : counter === n ? 0 : here ? 1 : 2);
      return [...known]
        .filter(({ active, role, username }) => active && (role === "officer" || username === me))
        .sort((a, b) => order(a) - order(b) || Number(a.username === me) - Number(b.username === me))
        .map((officer) => ({
          value: officer.username,
          title: officer.username === me ? t("myself", { name: officer.name }) : officer.name,
          detail: detail(officer, n),
          sign: "",
          disabled: officer.at !== null,
        }));
    },
  };
}
