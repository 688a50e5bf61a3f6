/** Today's figures: altogether, and by field. */

import { byRole, setText, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick } from "/static/js/texts.js";

const FIGURES = ["issued", "waiting", "called", "serving", "finished", "no_show", "cancelled"];

/**
 * @typedef {{code: string, names: import("/static/js/texts.js").Both, issued: number, waiting: number,
 *   finished: number, no_show: number}} FieldFigures
 */

/** @param {Record<string, number> & {fields: FieldFigures[]}} today */
export function showToday(today) {
  for (const name of FIGURES) setText(byRole(`today-${name}`), String(today[name]));
  syncList(byRole("fields"), today.fields, ({ code }) => code, () => stamp("field-template"), fill);
}

/** @param {HTMLElement} row @param {FieldFigures} field */
function fill(row, field) {
  setText(byRole("name", row), pick(field.names));
  setText(byRole("issued", row), String(field.issued));
  setText(byRole("waiting", row), String(field.waiting));
  setText(byRole("finished", row), String(field.finished));
  setText(byRole("no-show", row), String(field.no_show));
}
