/** Fields in which people wait and that no counter serves: a red line each, with the way to open a counter. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/** @typedef {import("./today.js").FieldFigures} FieldFigures */

/** @param {FieldFigures[]} fields @param {import("./suggestions.js").Suggestion[]} suggestions */
export function showUnserved(fields, suggestions) {
  const unserved = fields.filter(({ wait, waiting }) => wait === null && waiting > 0);
  const canOpen = new Set(suggestions.map(({ field }) => field));
  show(byRole("unserved-section"), unserved.length > 0);
  syncList(byRole("unserved"), unserved, ({ code }) => code, () => stamp("unserved-template"), (row, field) =>
    fill(row, field, canOpen.has(field.code)));
  // Said aloud once for each set of fields, not for each person who comes.
  setText(byRole("unserved-said"), unserved.length ? t("unserved_said", { fields: unserved.map(({ names }) => pick(names)).join(", ") }) : "");
}

/** @param {HTMLElement} row @param {FieldFigures} field @param {boolean} canOpen a closed counter is suggested for it */
function fill(row, { names, waiting }, canOpen) {
  setText(byRole("unserved-text", row), t(waiting === 1 ? "unserved_one" : "unserved_many", { count: waiting, field: pick(names) }));
  const way = byRole("unserved-way", row);
  way.setAttribute("href", canOpen ? "#standby-title" : "#counters-title");
  setText(way, t(canOpen ? "unserved_open" : "unserved_counters"));
}
