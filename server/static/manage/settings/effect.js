/** What a part would bring with it, shown before it is saved: the server is asked, a moment after the last letter. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, show } from "/static/js/dom.js";

/** @typedef {{show: (value: object) => void}} Effect */

const PAUSE_MS = 250;

/** @param {string} part @returns {Effect} on a page without a place for it nothing is asked */
export function createEffect(part) {
  const node = document.querySelector('[data-role="effect"]');
  if (!node) return { show: () => {} };
  const api = createApi({ patient: false });
  let asked = 0;
  let timer = 0;
  let last = "";
  const ask = async (/** @type {object} */ value) => {
    const mine = (asked += 1);
    node.setAttribute("aria-busy", "true");
    const found = await answered(() => api.post(`/settings/${part}/preview`, value));
    if (mine !== asked) return;
    draw(found);
    node.setAttribute("aria-busy", "false");
  };
  return {
    show(value) {
      const said = JSON.stringify(value);
      if (said === last) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => ask(value), last ? PAUSE_MS : 0);
      last = said;
    },
  };
}

/**
 * @param {() => Promise<import("./forms.d.ts").Preview>} ask
 * @returns {Promise<import("./forms.d.ts").Preview | null>} nothing for what cannot be set
 */
async function answered(ask) {
  try {
    return await ask();
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    return null;
  }
}

/** @param {import("./forms.d.ts").Preview | null} found */
function draw(found) {
  show(byRole("effect"), true);
  show(byRole("no-effect"), found === null);
  show(byRole("effect-slip"), Boolean(found?.slip));
  if (found?.slip) /** @type {HTMLImageElement} */ (byRole("slip")).src = `data:image/png;base64,${found.slip.png}`;
}
