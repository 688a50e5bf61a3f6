/** How a visit ended, in detail: one or several dossiers. What is shown is one of them, the others stand in a row. */

import { chosen } from "/static/js/choices.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { bindLookUp } from "../dossier.js";
import { draftFor, resultOf } from "../results.js";
import { bindSearch } from "./procedures.js";

/** @typedef {import("../results.js").Draft} Draft */

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function resultDialog({ api, names, view }) {
  /** @type {Draft[]} */
  let drafts = [];
  let at = 0;
  let look = () => {};
  const shown = () => /** @type {Draft} */ (drafts[at]);
  const ticket = () => view()?.ticket ?? null;
  const fresh = () => {
    const held = ticket();
    return held ? draftFor(held, names) : { procedure: null, outcome: "", channel: "direct", code: "" };
  };
  const nameOf = (/** @type {Draft} */ { procedure }) => names.procedure(procedure, ticket()?.field ?? "");
  const draw = (/** @type {HTMLFormElement} */ form) => {
    writeDraft(form, shown());
    setText(byRole("procedure-name", form), nameOf(shown()) || t("no_procedure"));
    look();
    showRow(form, drafts.map((draft) => labelOf(draft, nameOf(draft))), at);
  };
  /** @param {HTMLFormElement} form @param {() => void} change */
  const turn = (form, change) => {
    readDraft(form, shown());
    change();
    draw(form);
    /** @type {HTMLElement | null} */ (form.querySelector('[name="outcome"]:checked'))?.focus();
  };
  /** @type {Record<string, () => void>} */
  const turns = {
    "add-dossier": () => {
      at = drafts.push(fresh()) - 1;
    },
    "drop-dossier": () => {
      if (drafts.length > 1) drafts.splice(at, 1);
      at = Math.min(at, drafts.length - 1);
    },
    "next-dossier": () => {
      at = (at + 1) % drafts.length;
    },
  };
  return {
    bind: (form) => {
      const box = /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
      const line = form.querySelector('[data-role="dossier-line"]');
      if (line instanceof HTMLElement) look = bindLookUp(api, box, line); // there is a list to look in
      form.addEventListener("click", ({ target }) => {
        const button = /** @type {Element} */ (target).closest("[data-turn]");
        const change = button instanceof HTMLElement && turns[button.dataset.turn ?? ""];
        if (change) turn(form, change);
      });
      form.addEventListener("change", () => {
        readDraft(form, shown());
        draw(form);
      });
      bindSearch(form, api, (code, name) => {
        names.learn(code, name);
        turn(form, () => {
          shown().procedure = code;
        });
      });
    },
    ask: (form) => {
      drafts = [fresh()];
      at = 0;
      draw(form);
    },
    answer: (form) => {
      readDraft(form, shown());
      return { action: "finish", body: resultOf(drafts) };
    },
  };
}

/** @param {HTMLFormElement} form @param {Draft} draft */
function writeDraft(form, { outcome, channel, code }) {
  for (const input of form.querySelectorAll("input")) {
    if (input.name === "outcome") input.checked = input.value === outcome;
    if (input.name === "channel") input.checked = input.value === channel;
    if (input.name === "code") input.value = code;
  }
}

/** @param {HTMLFormElement} form @param {Draft} draft */
function readDraft(form, draft) {
  draft.outcome = chosen(form, "outcome");
  draft.channel = chosen(form, "channel");
  draft.code = chosen(form, "code").trim();
}

/** @param {Draft} draft @param {string} name */
function labelOf({ outcome }, name) {
  return [name || t("no_procedure"), t(`outcome_${outcome || "none"}`)].join(": ");
}

/** @param {HTMLFormElement} form @param {string[]} labels @param {number} at */
function showRow(form, labels, at) {
  const several = labels.length > 1;
  setText(byRole("dossier-place", form), t("dossier_place", { at: at + 1, count: labels.length }));
  show(byRole("dossier-place", form), several);
  for (const node of form.querySelectorAll("[data-several]")) show(node, several);
  setText(byRole("other-dossiers", form), labels.filter((_, place) => place !== at).join(" · "));
}
