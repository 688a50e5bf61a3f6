/** The step before the number: what was chosen, its papers as a check list, the priority class. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { shutText } from "/static/js/opens.js";
import { stamp } from "/static/js/stamp.js";
import { language, pick, t, unbroken } from "/static/js/texts.js";
import { NOT_ENROLLED } from "/static/js/token.js";
import { waitText } from "/static/js/wait.js";
import { nameOf } from "./find.js";

/** @typedef {import("./wish.js").Wish} Wish */

/** @param {unknown} error @returns {boolean} whether this tablet has no valid token */
export function isNotEnrolled(error) {
  return error instanceof ApiError && NOT_ENROLLED.has(error.code);
}

/** @param {Wish} wish */
export function drawWish(wish) {
  const { field, procedure } = wish;
  const title = byRole("wish-title");
  const shown = procedure ? nameOf(procedure) : { text: pick(field.names), lang: language() };
  title.lang = shown.lang;
  setText(title, unbroken(shown.text));
  setText(byRole("wish-field"), procedure ? unbroken(pick(field.names)) : "");
  drawPapers(procedure?.papers[language() === "en" ? "en" : "vi"] ?? []);
  drawPriorities(wish);
  drawDossiers(wish);
  drawTrouble(wish, null);
}

/** Of which field the number will be, its queue, and when it gives numbers while it does not. @param {Wish} wish @param {string} at this moment, ISO */
export function drawField(wish, at) {
  const { field, goes } = wish;
  setText(byRole("wish-prefix"), goes.prefix);
  setText(byRole("wish-waiting"), t("waiting_count", { count: goes.waiting }));
  setText(byRole("wish-wait"), waitText(goes.wait));
  const elsewhere = goes.code !== field.code;
  setText(byRole("many-text"), elsewhere ? t("many_dossiers", { count: field.many?.from ?? 0, field: unbroken(pick(goes.names)) }) : "");
  show(byRole("many"), elsewhere);
  setText(byRole("shut-text"), shutText(goes, at));
  show(byRole("shut"), goes.open === false);
  drawTakes(wish);
}

/** @param {Wish} wish */
function drawDossiers(wish) {
  show(byRole("dossiers"), Boolean(wish.field.asks_dossiers));
  dossiers().value = String(wish.dossiers);
}

/** @returns {HTMLInputElement} */
export function dossiers() {
  return /** @type {HTMLInputElement} */ (byRole("dossiers-count"));
}

/** @param {string[]} papers looked through together; what is ticked is kept nowhere */
function drawPapers(papers) {
  const rows = papers.map((paper) => {
    const row = stamp("paper-template");
    setText(byRole("paper", row), paper);
    return row;
  });
  const list = byRole("papers-list");
  const count = () => {
    const have = list.querySelectorAll(":checked").length;
    setText(byRole("papers-left"), t("papers_left", { have, count: papers.length }));
  };
  list.replaceChildren(...rows);
  list.onchange = count;
  count();
  show(byRole("papers"), papers.length > 0);
}

/** @param {Wish} wish */
function drawPriorities(wish) {
  for (const input of radios()) {
    input.checked = input.value === "";
    input.onchange = () => {
      if (input.checked) wish.priority = input.value;
    };
  }
}

/** @returns {NodeListOf<HTMLInputElement>} */
function radios() {
  return byRole("priorities").querySelectorAll("input");
}

/**
 * What went wrong, and which buttons may be pressed now.
 * @param {Wish} wish @param {unknown} error null when nothing did
 */
export function drawTrouble(wish, error) {
  const said = error instanceof ApiError ? error : { detail: t("unreachable"), action: t("unreachable_action") };
  const unsure = wish.unsure !== null;
  setText(byRole("trouble-detail"), error ? said.detail : "");
  setText(byRole("trouble-action"), error ? `${said.action} ${unsure ? t("same_number") : ""}`.trim() : "");
  show(byRole("trouble"), error !== null);
  for (const input of [...radios(), dossiers()]) input.disabled = wish.busy || unsure;
  drawTakes(wish);
}

/** Which buttons may be pressed: what was asked without a sure answer may be asked again. @param {Wish} wish */
function drawTakes(wish) {
  const unsure = wish.unsure !== null;
  for (const [name, print] of /** @type {const} */ ([["print", true], ["show", false]])) {
    const button = /** @type {HTMLButtonElement} */ (document.querySelector(`[data-action="${name}"]`));
    button.disabled = wish.busy || (unsure ? wish.unsure !== print : wish.goes.open === false);
  }
}
