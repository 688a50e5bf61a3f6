/** The first step: a tile for each field, with how many wait there and how long. */

import { markLong } from "./facts.js";
import { byRole, setText } from "/static/js/dom.js";
import { hoursText, opensText } from "/static/js/opens.js";
import { language, markTongue, pick, t, unbroken } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/** @typedef {import("./centre.js").Field} Field */

/** So many sessions of its own are told on a tile; of more, the next one. */
const FEW = 2;

/** @param {import("./centre.js").Centre} centre */
export function drawStart({ fields, at }) {
  const other = language() === "vi" ? "en" : "vi";
  for (const field of fields) {
    const tile = tileOf(field.code);
    if (!tile) continue;
    markLong(tile, pick(field.names));
    const otherName = byRole("other", tile);
    setText(byRole("name", tile), unbroken(pick(field.names)));
    markTongue(byRole("name", tile), field.names);
    setText(otherName, unbroken(field.names[other]));
    otherName.lang = other;
    const shut = field.open === false;
    const byHelper = Boolean(field.helper_only);
    const free = !shut && !byHelper;
    tile.toggleAttribute("data-shut", shut);
    tile.toggleAttribute("data-by-helper", byHelper);
    setText(byRole("load", tile), free ? loadText(field) : byHelper ? t("by_helper") : shutText(field, at));
    setText(byRole("wait", tile), free && field.waiting ? waitText(field.wait) : "");
    setText(byRole("rule", tile), free && field.card_only ? t("with_card") : "");
  }
}

/** @param {string} code @returns {HTMLElement | null} */
function tileOf(code) {
  return document.querySelector(`[data-field="${CSS.escape(code)}"]`);
}

/** @param {Field} field @returns {string} */
function loadText(field) {
  if (field.waiting === undefined) return "";
  if (field.waiting === 0) return t(field.wait === null ? "no_counter" : "nobody_waits");
  return t("waiting_count", { count: field.waiting });
}

/** A field that gives no numbers now: when it does. @param {Field} field @param {string} at */
function shutText({ hours = [], opens_at: opensAt }, at) {
  return hours.length <= FEW ? t("field_hours", { hours: hoursText(hours) }) : opensText("field_opens", opensAt, at);
}
