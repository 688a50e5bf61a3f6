/** Fields that cannot be served now: said beside the field, in place of its wait. */

import { byRole, setText } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";

const ROWS = ["fields", "entrance"].map((list) => `[data-role="${list}"] > [data-key]`).join();

/** @param {import("/static/js/answers.d.ts").Outage[]} outages */
export function showOutages(outages) {
  const by = new Map(outages.map((outage) => [outage.field, outage]));
  for (const node of document.querySelectorAll(ROWS)) {
    const row = /** @type {HTMLElement} */ (node);
    const name = row.querySelector(".hall-field-name, .entrance-name");
    if (!name) continue; // a layout that lists fields by their letters has no room for more
    const outage = by.get(row.dataset.key ?? "");
    row.toggleAttribute("data-outage", outage !== undefined);
    const said = row.querySelector('[data-role="outage"]');
    if (!outage) said?.remove();
    else setText(byRole("outage-text", said ?? addTo(name)), outage.vi);
  }
}

/** @param {Element} name */
function addTo(name) {
  const said = stamp("outage-template");
  name.append(said);
  return said;
}
