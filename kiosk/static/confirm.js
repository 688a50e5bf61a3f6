/** The second step: what was chosen, read back before a number is taken, with the papers that it needs. */

import { countersText, fill, sayUnserved, waitOrDash } from "./facts.js";
import { nameTongue, plainName } from "./search.js";
import { wantsCard } from "./seal.js";
import { byRole, el, setText, show } from "/static/js/dom.js";
import { step } from "/static/js/steps.js";
import { shutText } from "/static/js/opens.js";
import { language, pick, t, tongueOf, unbroken } from "/static/js/texts.js";

/**
 * @param {import("./centre.js").Field} field what was chosen
 * @param {import("./centre.js").Field} goes what the number will be of: many dossiers may have a field of their own
 * @param {{procedure: import("./search.js").Procedure | null, card: boolean, at: string}} said whether a card was shown, and this moment
 */
export function drawConfirm(field, goes, { procedure, card, at }) {
  const other = language() === "vi" ? "en" : "vi";
  byRole("chosen-other").lang = procedure ? tongueOf(field.names) : other;
  byRole("chosen-name").lang = procedure ? nameTongue(procedure) : tongueOf(field.names);
  drawPapers(procedure);
  drawCardWanted(goes, card);
  drawMany(field, goes);
  setText(byRole("chosen-shut-text"), shutText(goes, at));
  show(byRole("chosen-shut"), goes.open === false);
  const take = /** @type {HTMLButtonElement} */ (document.querySelector('[data-for="confirm"] [data-action="take"]'));
  take.disabled = goes.open === false || Boolean(goes.helper_only) || (Boolean(goes.card_only) && !card);
  show(byRole("dossiers"), Boolean(field.asks_dossiers));
  fill({
    "confirm-title": t(procedure ? "confirm_procedure" : "confirm_title"),
    "chosen-prefix": goes.prefix,
    "chosen-name": procedure ? plainName(procedure) : unbroken(pick(field.names)),
    "chosen-other": unbroken(procedure ? pick(field.names) : field.names[other]),
    "chosen-counters": countersText(goes),
    "chosen-waiting": goes.waiting ?? "–",
    "chosen-wait": waitOrDash(goes.wait),
  });
  sayUnserved(byRole("chosen-unserved"), goes, goes.wait);
}

/** @param {import("./centre.js").Field} field @param {import("./centre.js").Field} goes */
function drawMany(field, goes) {
  const elsewhere = goes.code !== field.code;
  const said = elsewhere ? t("many_dossiers", { count: field.many?.from ?? 0, field: unbroken(pick(goes.names)) }) : "";
  setText(byRole("chosen-many-text"), goes.helper_only && elsewhere ? `${said} ${t("by_helper_hint")}` : said);
  show(byRole("chosen-many"), elsewhere);
}

/**
 * Whether no number can be asked for yet: a card is wanted, or the page says when there are some; what was asked before may be asked again.
 * @param {import("./centre.js").Field | undefined} field @param {import("./seal.js").Mark} mark
 */
export function isHeldBack(field, mark) {
  return wantsCard(field, mark) || (step() === "confirm" && (field?.open === false || Boolean(field?.helper_only)));
}

/** Whether a citizen's card is still wanted. @param {import("./centre.js").Field} field @param {boolean} shown */
function drawCardWanted(field, shown) {
  const wanted = Boolean(field.card_only) && field.open !== false;
  show(byRole("chosen-card"), wanted);
  setText(byRole("chosen-card-text"), wanted ? t(shown ? "card_shown" : "card_first") : "");
}

/** @param {import("./search.js").Procedure | null} procedure */
function drawPapers(procedure) {
  const tongue = language() === "vi" ? "vi" : "en";
  const papers = procedure?.papers[tongue] ?? [];
  byRole("papers").lang = tongue;
  show(byRole("papers-card"), papers.length > 0);
  byRole("papers").replaceChildren(...papers.map((paper) => el("li", { text: paper })));
}
