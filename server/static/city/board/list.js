/** The centres as a list that can be sorted. */

import { byRole, setText, syncList } from "/static/js/dom.js";
import { fold } from "/static/js/fold.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { callText, longestMinutes, longestText, nameOf, stateOf, STATES, troubleText } from "./centre.js";

/** @typedef {import("./centre.js").Centre} Centre */
/** @typedef {import("/static/js/clock.js").Clock} Clock */

/** @type {Record<string, (centre: Centre, now: number) => number | string>} what a column is sorted by; larger first at the first press, names from A on */
const BY = {
  name: (centre) => fold(nameOf(centre)),
  waiting: ({ waiting }) => waiting,
  longest: longestMinutes,
  above: ({ above }) => above,
  counters: ({ counters }) => counters.open,
  devices: ({ devices }) => devices.troubles.length,
  ratings: ({ ratings }) => ratings?.good ?? -1,
  call: ({ call }) => call?.at ?? 0,
  trouble: (centre, now) => (STATES.length - STATES.indexOf(stateOf(centre, now))) * 1e6 + longestMinutes(centre, now) * 1e3 + centre.waiting,
};

/** @param {Clock} clock */
export function createList(clock) {
  const table = byRole("list");
  let by = "trouble";
  let down = true;

  /** @param {Centre[]} centres @returns {Centre[]} */
  const sorted = (centres) => {
    const now = clock.now();
    const worth = /** @type {(centre: Centre, now: number) => number | string} */ (BY[by]);
    const keyed = centres.map((centre) => ({ centre, key: worth(centre, now) }));
    keyed.sort((one, other) => (one.key === other.key ? (one.centre.code < other.centre.code ? -1 : 1) : (one.key < other.key) === down ? 1 : -1));
    return keyed.map(({ centre }) => centre);
  };
  return {
    /** @param {Centre[]} centres */
    show(centres) {
      syncList(byRole("rows"), sorted(centres), ({ code }) => code, () => stamp("row-template"), (row, centre) => fill(row, centre, clock));
    },
    /** Sort by another column, or by the same the other way round. @param {string} wanted */
    sortBy(wanted) {
      down = wanted === by ? !down : wanted !== "name";
      by = wanted;
      for (const head of table.querySelectorAll("th[data-key]")) {
        if (/** @type {HTMLElement} */ (head).dataset.key === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
    },
  };
}

/** @param {HTMLElement} row @param {Centre} centre @param {Clock} clock */
function fill(row, centre, clock) {
  const now = clock.now();
  row.dataset.state = stateOf(centre, now);
  row.dataset.v = String(centre.v);
  const name = /** @type {HTMLAnchorElement} */ (byRole("name", row));
  const href = `/fleet/${encodeURIComponent(centre.code)}`;
  if (name.getAttribute("href") !== href) name.setAttribute("href", href);
  setText(name, nameOf(centre));
  /** @type {Record<string, string>} */
  const texts = {
    district: centre.district,
    waiting: String(centre.waiting),
    longest: longestText(centre, now),
    above: centre.above === 0 ? "–" : String(centre.above),
    counters: t("of", { n: centre.counters.open, all: centre.counters.all }),
    devices: centre.devices.all === 0 ? "–" : t("of", { n: centre.devices.on, all: centre.devices.all }),
    ratings: centre.ratings === null ? "–" : t("good", { n: centre.ratings.good }),
    call: callText(centre),
    trouble: troubleText(centre, clock),
  };
  for (const [role, text] of Object.entries(texts)) setText(byRole(role, row), text);
}
