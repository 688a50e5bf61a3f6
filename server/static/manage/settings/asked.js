/** What a part would do, before it is saved: the server is asked, a moment after the last letter. */

import { ApiError, createApi } from "/static/js/api.js";

/**
 * @typedef {import("./forms.d.ts").Preview} Preview
 * @typedef {object} Drawn one place of the page that shows it
 * @property {() => void} [asked]
 * @property {(found: Preview | null, problem: ApiError | null) => void} draw nothing is found for what cannot be set
 *
 * @typedef {{show: (value: object) => void, forget: () => void}} Asked what was asked is not asked again until it is
 *   forgotten
 */

/** Typing is over after such a pause. */
const PAUSE_MS = 250;

/** @param {string} part @param {Drawn[]} places the newest answer is drawn in each @returns {Asked} */
export function createAsked(part, places) {
  const api = createApi({ patient: false });
  let turn = 0;
  let timer = 0;
  let last = "";
  /** @param {object} value @param {number} mine */
  const ask = async (value, mine) => {
    for (const place of places) place.asked?.();
    /** @type {Preview | null} */
    let found = null;
    /** @type {ApiError | null} */
    let wrong = null;
    try {
      found = await api.post(`/settings/${part}/preview`, { value });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      wrong = problem;
    }
    if (mine === turn) for (const place of places) place.draw(found, wrong);
  };
  return {
    forget: () => (last = ""),
    show(value) {
      const said = JSON.stringify(value);
      if (said === last || places.length === 0) return;
      const mine = (turn += 1);
      clearTimeout(timer);
      timer = window.setTimeout(() => ask(value, mine), last ? PAUSE_MS : 0);
      last = said;
    },
  };
}
