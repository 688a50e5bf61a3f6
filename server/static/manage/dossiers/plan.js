/** What a file holds and changes, before it is saved. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/** @typedef {import("/static/js/answers.d.ts").ListPlan} Plan */

/** @param {string} day ISO @returns {string} as people read it */
export function dayOf(day) {
  return day.split("-").reverse().join("/");
}

/** @param {Plan | null} plan */
export function drawPlan(plan) {
  setText(byRole("plan"), plan ? summary(plan) : "");
  fill(byRole("holds"), plan ? holds(plan) : []);
  fill(byRole("wrong-rows"), plan ? wrongRows(plan) : []);
}

/** @param {Plan} plan */
function summary({ rows, new: fresh, changed, same, gone, wrong }) {
  const counts = t("plan", { rows, fresh, changed, same, gone, wrong });
  return wrong > 0 ? `${counts} ${t("plan_wrong")}` : counts;
}

/** @param {Plan} plan */
function holds(plan) {
  const { received_first: first, received_last: last, repeated, missing, without_field: without } = plan;
  const told = plan.states.map(({ names, rows }) => t("state", { name: pick(names), rows }));
  if (first && last) told.unshift(t("received", { first: dayOf(first), last: dayOf(last) }));
  if (repeated > 0) told.push(t("repeated", { rows: repeated }));
  if (missing.length > 0) told.push(t("missing", { columns: missing.map((column) => t(`column_${column}`)).join(", ") }));
  const said = plan.unknown_fields.map((each) => `“${each.said}” (${each.rows})`).join(", ");
  if (without > 0) told.push(t("without_field", { rows: without, said: said || "–" }));
  return told;
}

/** @param {Plan} plan */
function wrongRows({ wrong, wrong_rows: rows }) {
  const told = rows.map(({ row, reason }) => t("wrong_row", { row, reason }));
  return wrong > rows.length ? [...told, t("more_rows", { count: wrong - rows.length })] : told;
}

/** @param {HTMLElement} list @param {string[]} texts */
function fill(list, texts) {
  show(list, texts.length > 0);
  syncList(list, texts, (text) => text, () => stamp("plan-template"), setText);
}
