/** What stands besides numbers: the emergency message, and fields that cannot be served now. */

import { byRole, setText, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("./centre.js").Outage} Outage
 * @typedef {import("./centre.js").Emergency} Emergency
 */

/** From so many letters on an emergency message is written smaller: all of it must be read. */
const LONG = 60;

/** @type {Map<string, Outage>} by field */
let outages = new Map();

/** Nothing was said of an emergency, so far. */
let alarmed = false;

/** @param {{outages?: Outage[], emergency?: Emergency | null}} news @returns {boolean} whether an emergency message stands */
export function hearNotices(news) {
  if (news.outages === undefined) return alarmed; // a kiosk's own box that is alone does not know
  outages = new Map(news.outages.map((outage) => [outage.field, outage]));
  setText(byRole("emergency-vi"), news.emergency?.vi ?? "");
  setText(byRole("emergency-en"), news.emergency?.en ?? "");
  const lengths = [news.emergency?.vi, news.emergency?.en].map((said) => said?.length ?? 0);
  byRole("emergency").toggleAttribute("data-long", Math.max(...lengths) >= LONG);
  alarmed = Boolean(news.emergency);
  show(byRole("emergency"), alarmed);
  return alarmed;
}

/** Before anyone chooses: on the field's tile. */
export function drawOutages() {
  for (const tile of document.querySelectorAll('[data-role="tiles"] [data-field]')) {
    const outage = outages.get(/** @type {HTMLElement} */ (tile).dataset.field ?? "");
    const said = tile.querySelector('[data-role="outage"]');
    if (!outage) said?.remove();
    else setText(byRole("outage-text", said ? tile : addTo(tile)), t("outage_short"));
  }
}

/** Before a number is taken: beside what was chosen. @param {string} field */
export function drawOutageOf(field) {
  const outage = outages.get(field);
  show(byRole("chosen-outage"), outage !== undefined);
  setText(byRole("chosen-outage-text"), outage ? pick(outage) : "");
}

/** @param {Element} tile */
function addTo(tile) {
  tile.querySelector(".tile-body")?.append(stamp("outage-template"));
  return tile;
}
