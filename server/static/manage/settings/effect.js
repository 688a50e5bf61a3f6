/** What a part would bring with it, shown before it is saved: the server is asked, a moment after the last letter. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { drawCalling } from "./calling.js";

/**
 * @typedef {{show: (value: object) => void, forget: () => void}} Effect what was asked is not asked again until it is forgotten
 * @typedef {import("./forms.d.ts").Preview} Preview
 */

const PAUSE_MS = 250;

/**
 * On a page without a place for it nothing is asked.
 * @param {string} part @param {(detail: string) => void} refused hears what is wrong with it, nothing when all is right
 * @returns {Effect}
 */
export function createEffect(part, refused) {
  const node = document.querySelector('[data-role="effect"]');
  if (!node) return { show: () => {}, forget: () => {} };
  const api = createApi({ patient: false });
  let asked = 0;
  let timer = 0;
  let last = "";
  const ask = async (/** @type {object} */ value) => {
    const mine = (asked += 1);
    node.setAttribute("aria-busy", "true");
    /** @type {Preview | null} */
    let found = null;
    let wrong = "";
    try {
      found = await api.post(`/settings/${part}/preview`, { value });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      wrong = problem.code === "not_valid" ? problem.detail : "";
    }
    if (mine !== asked) return;
    draw(found);
    refused(wrong);
    node.setAttribute("aria-busy", "false");
  };
  return {
    forget: () => (last = ""),
    show(value) {
      const said = JSON.stringify(value);
      if (said === last) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => ask(value), last ? PAUSE_MS : 0);
      last = said;
    },
  };
}

/** @param {Preview | null} found nothing for what cannot be set */
function draw(found) {
  show(byRole("effect"), true);
  show(byRole("no-effect"), found === null);
  drawSlip(found?.slip ?? null);
  drawColours(found?.colours ?? null);
  drawCalling(found?.calling ?? null);
}

/** @param {Preview["slip"]} slip */
function drawSlip(slip) {
  const node = /** @type {HTMLElement | null} */ (document.querySelector('[data-role="effect-slip"]'));
  if (!node) return;
  show(node, slip !== null);
  if (slip) /** @type {HTMLImageElement} */ (byRole("slip", node)).src = `data:image/png;base64,${slip.png}`;
}

/** @param {Preview["colours"]} colours */
function drawColours(colours) {
  const node = /** @type {HTMLElement | null} */ (document.querySelector('[data-role="effect-colours"]'));
  if (!node) return;
  show(node, colours !== null);
  if (!colours) return;
  const sample = byRole("sample", node);
  for (const [name, value] of Object.entries(colours.tokens)) sample.style.setProperty(`--color-${name}`, value);
  setText(byRole("contrast", node), t("contrast", { found: colours.contrast }));
}
