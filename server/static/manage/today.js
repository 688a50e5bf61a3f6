/** Today's figures: altogether, and by field. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

const FIGURES = /** @type {const} */ ([
  "issued",
  "waiting",
  "called",
  "serving",
  "finished",
  "dossiers",
  "without_outcome",
  "parked",
  "away",
  "expected",
  "no_show",
  "cancelled",
]);

/**
 * @typedef {{code: string, names: import("/static/js/texts.js").Both, issued: number, waiting: number,
 *   finished: number, no_show: number, dossiers: number, without_outcome: number,
 *   wait: import("/static/js/answers.d.ts").WaitRange | null, late: boolean, counters: number[], limit_s: number}} FieldFigures
 * @typedef {Record<typeof FIGURES[number], number>} Totals of the day
 * @typedef {Totals & {fields: FieldFigures[]}} Today
 */

/** @param {Today} today */
export function showToday(today) {
  for (const name of FIGURES) setText(byRole(`today-${name}`), String(today[name]));
  show(/** @type {Element} */ (byRole("today-expected").parentElement), today.expected > 0);
  syncList(byRole("by-field"), today.fields, ({ code }) => code, () => stamp("field-template"), fill);
}

/** @param {FieldFigures} field a wait beyond the limit, with the limit */
function overText({ wait, limit_s }) {
  return t("wait_over", { wait: waitText(wait), limit: Math.round(limit_s / 60) });
}

/** @param {HTMLElement} row @param {FieldFigures} field */
function fill(row, field) {
  setText(byRole("name", row), pick(field.names));
  setText(byRole("issued", row), String(field.issued));
  setText(byRole("waiting", row), String(field.waiting));
  setText(byRole("wait", row), field.late && field.wait ? overText(field) : waitText(field.wait));
  byRole("wait", row).dataset.late = String(field.late);
  const { counters, waiting } = field;
  setText(byRole("field-counters", row), counters.length === 0 ? "0" : t("counters_open", { count: counters.length, which: counters.join(", ") }));
  byRole("field-counters", row).dataset.late = String(counters.length === 0 && waiting > 0);
  setText(byRole("finished", row), String(field.finished));
  setText(byRole("dossiers", row), String(field.dossiers));
  setText(byRole("without-outcome", row), String(field.without_outcome));
  setText(byRole("no-show", row), String(field.no_show));
}
