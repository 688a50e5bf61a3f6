/** The second step: what was chosen, read back before a number is taken, with the papers that it needs. */

import { countersText, fill, waitOrDash } from "./facts.js";
import { nameTongue, plainName } from "./search.js";
import { byRole, el, setText, show } from "/static/js/dom.js";
import { language, pick, t, tongueOf, unbroken } from "/static/js/texts.js";

/** @param {import("./centre.js").Field} field @param {import("./search.js").Procedure | null} procedure @param {boolean} card whether one was shown */
export function drawConfirm(field, procedure, card) {
  const other = language() === "vi" ? "en" : "vi";
  byRole("chosen-other").lang = procedure ? tongueOf(field.names) : other;
  byRole("chosen-name").lang = procedure ? nameTongue(procedure) : tongueOf(field.names);
  drawPapers(procedure);
  drawCardWanted(field, card);
  show(byRole("dossiers"), Boolean(field.asks_dossiers));
  fill({
    "confirm-title": t(procedure ? "confirm_procedure" : "confirm_title"),
    "chosen-prefix": field.prefix,
    "chosen-name": procedure ? plainName(procedure) : unbroken(pick(field.names)),
    "chosen-other": unbroken(procedure ? pick(field.names) : field.names[other]),
    "chosen-counters": countersText(field),
    "chosen-waiting": field.waiting ?? "–",
    "chosen-wait": waitOrDash(field.wait),
  });
  show(byRole("chosen-unserved"), field.wait === null);
}

/** Whether a citizen's card is still wanted: then no number can be taken yet. @param {import("./centre.js").Field} field @param {boolean} shown */
function drawCardWanted(field, shown) {
  show(byRole("chosen-card"), Boolean(field.card_only));
  setText(byRole("chosen-card-text"), field.card_only ? t(shown ? "card_shown" : "card_first") : "");
  const take = /** @type {HTMLButtonElement} */ (document.querySelector('[data-for="confirm"] [data-action="take"]'));
  take.disabled = Boolean(field.card_only) && !shown;
}

/** @param {import("./search.js").Procedure | null} procedure */
function drawPapers(procedure) {
  const tongue = language() === "vi" ? "vi" : "en";
  const papers = procedure?.papers[tongue] ?? [];
  byRole("papers").lang = tongue;
  show(byRole("papers-card"), papers.length > 0);
  byRole("papers").replaceChildren(...papers.map((paper) => el("li", { text: paper })));
}
