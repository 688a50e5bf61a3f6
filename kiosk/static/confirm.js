/** The second step: the chosen field, read back before a number is taken. */

import { countersText, fill, waitOrDash } from "./facts.js";
import { byRole } from "/static/js/dom.js";
import { language, unbroken } from "/static/js/texts.js";

/** @param {import("./hall.js").Field} field */
export function drawConfirm(field) {
  const other = language() === "vi" ? "en" : "vi";
  byRole("chosen-other").lang = other;
  fill({
    "chosen-prefix": field.prefix,
    "chosen-name": unbroken(field.names[language()]),
    "chosen-other": unbroken(field.names[other]),
    "chosen-counters": countersText(field.counters),
    "chosen-waiting": field.waiting ?? "–",
    "chosen-wait": waitOrDash(field.wait),
  });
}
