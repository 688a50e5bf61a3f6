/** What a manager's page shows beside its live line: loaded anew when it has moved, marked as old while it cannot be had. */

import { ApiError } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { showStale } from "/static/staff.js";
import { createFollow } from "./follow.js";
import { followLine } from "./line.js";

/**
 * @param {() => Promise<void>} ask asks the API and draws what it answers
 * @param {object} options
 * @param {(view: import("./admin.js").View) => unknown} options.versionOf what is another one once it has moved
 * @param {number} options.everyMs at most so often, for the line's sake
 * @param {import("/static/js/clock.js").Clock} [options.clock] the page's clock
 * @returns {{load: () => Promise<boolean>, begin: () => void}} `load` after an act of one's own; `begin` when all is in its place
 */
export function createLoaded(ask, { versionOf, everyMs, clock = createClock() }) {
  const old = { line: false, list: false };
  /** @param {Partial<typeof old>} now */
  const mark = (now) => {
    Object.assign(old, now);
    showStale(old.line || old.list);
  };
  const load = async () => {
    try {
      await ask();
      document.body.dataset.drawn = "true";
      mark({ list: false });
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      mark({ list: true });
      return false;
    }
  };
  const follow = createFollow(load, everyMs);
  return {
    load,
    begin: () => {
      followLine((view) => follow({ version: versionOf(view) }), {
        clock,
        fresh: () => !old.list,
        onStale: (line) => mark({ line }),
      });
    },
  };
}
