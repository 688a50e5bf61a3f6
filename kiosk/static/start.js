/** The first step: a tile for each field, with how many wait there and how long. */

import { markLong } from "./facts.js";
import { byRole, setText } from "/static/js/dom.js";
import { language, markTongue, pick, t, unbroken } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/** @typedef {import("./centre.js").Field} Field */

/** @param {Field[]} fields */
export function drawStart(fields) {
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
    setText(byRole("load", tile), field.helper_only ? t("by_helper") : loadText(field));
    setText(byRole("wait", tile), field.waiting && !field.helper_only ? waitText(field.wait) : "");
    setText(byRole("rule", tile), field.card_only && !field.helper_only ? t("with_card") : "");
    tile.toggleAttribute("data-by-helper", Boolean(field.helper_only));
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
