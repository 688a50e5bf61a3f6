/** Where those who guide are; a number for them only for whoever wants one. */

import { countersText } from "./facts.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t, unbroken } from "/static/js/texts.js";

/**
 * @param {import("./centre.js").Field | undefined} field that of those who guide, where they have numbers
 * @param {import("./centre.js").Field | undefined} asked one whose numbers a helper gives, where somebody chose it
 */
export function drawGuidance(field, asked) {
  setText(byRole("helper-title"), t(asked ? "by_helper_title" : "unsure_title"));
  setText(byRole("helper-hint"), t(asked ? "by_helper_hint" : "unsure_hint"));
  setText(byRole("helper-field"), unbroken(pick(asked?.names)));
  show(byRole("helper-field"), asked !== undefined);
  const known = Boolean(field?.counters?.length);
  show(byRole("guidance-desk"), known);
  setText(byRole("guidance-counters"), known ? countersText(field) : "");
  show(byRole("guidance-line"), Boolean(field?.waiting));
  setText(byRole("guidance-line"), field?.waiting ? t("guidance_line", { count: field.waiting }) : "");
  show(byRole("guidance-take"), field !== undefined && !field.helper_only && !asked);
}
