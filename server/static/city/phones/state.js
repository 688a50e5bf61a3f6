/** One field at one centre in a row: what stands first of it, as templates/city_public/state.html says it. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";
import { stampIn } from "./age.js";

/**
 * @typedef {import("./feed.d.ts").Centre} Centre
 * @typedef {import("./feed.d.ts").FieldNow} FieldNow
 */

/** @param {Centre} centre @param {FieldNow} field @returns {"closed" | "silent" | "unknown" | "unserved" | "open"} */
export function stateOf(centre, field) {
  if (centre.open === false) return "closed";
  if (centre.silent) return "silent";
  if (field.wait === undefined) return "unknown";
  return field.wait === null ? "unserved" : "open";
}

/** @param {HTMLElement} row @param {Centre} centre @param {FieldNow} field @param {number} now milliseconds */
export function showRow(row, centre, field, now) {
  const state = stateOf(centre, field);
  row.dataset.state = state;
  setText(byRole("wait", row), words(state, centre, field, now));
  setText(byRole("waiting", row), t("waiting", { count: field.waiting }));
}

/** @param {string} state @param {Centre} centre @param {FieldNow} field @param {number} now */
function words(state, centre, field, now) {
  if (state === "closed") return t("closed");
  if (state === "unknown") return t("wait_unknown");
  if (state !== "silent") return waitText(field.wait);
  return centre.silent_since ? t("silent_from", { time: stampIn(centre.silent_since, now) }) : t("silent");
}
