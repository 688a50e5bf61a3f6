/** What a part would bring with it, drawn beside its form. */

import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";
import { drawCalling } from "./calling.js";
import { drawTold } from "./told.js";

/** @typedef {import("./forms.d.ts").Preview} Preview */

/**
 * Nothing on a page without a place for it.
 * @param {(detail: string) => void} refused hears what is wrong with it, nothing when all is right
 * @returns {import("./asked.js").Drawn[]}
 */
export function effectPlaces(refused) {
  const node = document.querySelector('[data-role="effect"]');
  if (!node) return [];
  return [{
    asked: () => node.setAttribute("aria-busy", "true"),
    draw(found, problem) {
      draw(found);
      refused(problem?.code === "not_valid" ? problem.detail : "");
      node.setAttribute("aria-busy", "false");
    },
  }];
}

/** @param {Preview | null} found nothing for what cannot be set */
function draw(found) {
  const node = byRole("effect");
  const told = drawTold(found?.told ?? null, node);
  show(node, told || found === null || found.told === null);
  show(byRole("no-effect"), found === null);
  drawSlip(found?.slip ?? null);
  drawColours(found?.colours ?? null);
  drawCalling(found?.calling ?? null);
  drawFolder(found?.folder ?? null);
}

/** @param {Preview["folder"]} folder */
function drawFolder(folder) {
  const node = /** @type {HTMLElement | null} */ (document.querySelector('[data-role="effect-folder"]'));
  if (!node) return;
  show(node, folder !== null);
  if (!folder) return;
  node.dataset.state = folder.state;
  node.className = folder.do ? "notice notice-warn" : "notice notice-good";
  setText(byRole("folder-said", node), pick(folder.said));
  setText(byRole("folder-do", node), folder.do ? pick(folder.do) : "");
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
