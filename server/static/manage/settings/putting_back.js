/** An entry that was just taken out of use comes back, with all that went with it. */

import { ApiError, createApi } from "/static/js/api.js";
import { t } from "/static/js/texts.js";

/** As many changes as one removal can make: a field's counters, its alerts. */
const LOOKED_AT = 100;

/**
 * @param {import("./part.js").Tools} tools @param {() => void} redraw
 * @returns {(since: number, until: number) => Promise<void>} takes back what was changed after the version `since`, up
 *   to `until`: what was taken out first, then what named it
 */
export function createPuttingBack({ store, said }, redraw) {
  const api = createApi();
  return async (since, until) => {
    try {
      /** @type {{items: {seq: number, after: unknown}[]}} */
      const { items } = await api.get(`/settings/history?limit=${LOOKED_AT}`);
      const made = items.filter(({ seq }) => seq > since && seq <= until).sort((one, other) => one.seq - other.seq);
      const inOrder = [...made.filter(({ after }) => after === null), ...made.filter(({ after }) => after !== null)];
      for (const { seq } of inOrder) await store.send("POST", `/settings/history/${seq}/take-back`);
      said.done(t("put_back"));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    }
    redraw();
  };
}
