/** The second step: the chosen field, read back before a number is taken. */

import { countersText, fill, waitOrDash } from "./facts.js";
import { language } from "/static/js/texts.js";

/** @param {import("./hall.js").Field} field */
export function drawConfirm(field) {
  fill({
    "chosen-prefix": field.prefix,
    "chosen-name": field.names[language()],
    "chosen-other": field.names[language() === "vi" ? "en" : "vi"],
    "chosen-counters": countersText(field.counters),
    "chosen-waiting": field.waiting ?? "–",
    "chosen-wait": waitOrDash(field.wait),
  });
}
