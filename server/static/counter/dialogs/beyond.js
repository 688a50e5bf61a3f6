/** Who waits beyond the numbers that the console lists: asked for once their number is typed. */

import { ApiError } from "/static/js/api.js";

/** @typedef {import("../rules.js").Ticket} Ticket */

/** @param {import("/static/js/api.js").Api} api @param {() => void} onFound told when what was typed has been looked for */
export function createBeyond(api, onFound) {
  let asked = "";
  let looking = false;
  /** @type {Ticket[]} */
  let found = [];

  const look = async (/** @type {string} */ typed) => {
    asked = typed;
    looking = true;
    found = [];
    try {
      /** @type {{items: Ticket[]}} */
      const { items } = await api.get(`/tickets?${new URLSearchParams({ day: "today", number: typed })}`);
      if (asked === typed) found = items.filter(({ state }) => state === "waiting");
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
    }
    if (asked !== typed) return;
    looking = false;
    onFound();
  };
  return {
    /** @returns {Ticket[]} what was found last */
    found: () => found,
    looking: () => looking,
    /** Look for what was typed, unless that was done last. @param {string} typed */
    ask: (typed) => void (typed === asked || look(typed)),
    forget: () => {
      asked = "";
      looking = false;
      found = [];
    },
  };
}
