/** Where those who guide are; a number for them only for whoever wants one. */

import { countersText } from "./facts.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** @param {import("./centre.js").Field | undefined} field that of those who guide, where they have numbers */
export function drawGuidance(field) {
  const known = Boolean(field?.counters?.length);
  show(byRole("guidance-desk"), known);
  setText(byRole("guidance-counters"), known ? countersText(field) : "");
  show(byRole("guidance-line"), Boolean(field?.waiting));
  setText(byRole("guidance-line"), field?.waiting ? t("guidance_line", { count: field.waiting }) : "");
  show(byRole("guidance-take"), field !== undefined);
}
