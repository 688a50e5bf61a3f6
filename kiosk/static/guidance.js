/** Where those who guide are; a number for them only for whoever wants one. */

import { countersText } from "./facts.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t, unbroken } from "/static/js/texts.js";

/** @typedef {"unsure" | "by_helper" | "ask_helper"} Why somebody does not know what to choose, a helper gives its numbers, or many were just taken here */

/**
 * @param {import("./centre.js").Field | undefined} field that of those who guide, where they have numbers
 * @param {Why} why @param {import("./centre.js").Field | undefined} asked what was chosen
 */
export function drawGuidance(field, why, asked) {
  setText(byRole("helper-title"), t(`${why}_title`));
  setText(byRole("helper-hint"), t(`${why}_hint`));
  setText(byRole("helper-field"), unbroken(pick(asked?.names)));
  show(byRole("helper-field"), asked !== undefined);
  const known = Boolean(field?.counters?.length);
  show(byRole("guidance-desk"), known);
  setText(byRole("guidance-counters"), known ? countersText(field) : "");
  show(byRole("guidance-line"), Boolean(field?.waiting));
  setText(byRole("guidance-line"), field?.waiting ? t("guidance_line", { count: field.waiting }) : "");
  show(byRole("guidance-take"), field !== undefined && !field.helper_only && why === "unsure");
}
