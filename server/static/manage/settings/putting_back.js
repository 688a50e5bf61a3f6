/** An entry that was just taken out of use comes back, with all that went with it. */

import { ApiError, createApi } from "/static/js/api.js";
import { t } from "/static/js/texts.js";

/** As many changes as one removal can make: a field's counters, its alerts. */
const LOOKED_AT = 100;

/**
 * @param {import("./part.js").Tools} tools @param {() => void} redraw
 * @returns {(since: number, until: number) => Promise<void>} takes back what was changed after the version `since`, up
 *   to `until`, in the order in which it was
 */
export function createPuttingBack({ store, said }, redraw) {
  const api = createApi();
  return async (since, until) => {
    try {
      /** @type {{items: {seq: number}[]}} */
      const { items } = await api.get(`/settings/history?limit=${LOOKED_AT}`);
      const seqs = items.map(({ seq }) => seq).filter((seq) => seq > since && seq <= until);
      for (const seq of seqs.sort((one, other) => one - other)) await store.send("POST", `/settings/history/${seq}/take-back`);
      said.done(t("put_back"));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    }
    redraw();
  };
}
