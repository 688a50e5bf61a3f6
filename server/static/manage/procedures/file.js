/** Taking in a CSV file: first what it would change is shown, then all of it is saved, or nothing. */

import { ApiError } from "/static/js/api.js";
import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("/static/js/answers.d.ts").FilePlan} Plan
 * @typedef {import("/static/js/answers.d.ts").RowChange} Change
 * @typedef {import("./procedures.js").Tools} Tools
 */

/** @param {Tools} tools */
export function createImport(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-file"));
  const confirm = /** @type {HTMLButtonElement} */ (node.querySelector("[data-confirm]"));
  const box = /** @type {HTMLInputElement} */ (document.getElementById("field-file"));
  /** @type {{file: File, plan: Plan} | null} */
  let seen = null;

  const question = createQuestion(node, {
    onConfirm: async () => {
      if (!seen) return;
      const { file, plan } = seen;
      await sendFrom(question, {
        send: async () => /** @type {Plan} */ (await tools.api.upload("/procedures.csv", file, plan.version)),
        done: (saved) => tools.done(t("said_imported", { count: changesIn(saved) })),
        refused: async (problem) => {
          tools.said.problem(problem);
          if (problem.code === "procedure_moved") await look();
        },
      });
    },
  });
  const look = async () => {
    const file = box.files?.[0];
    seen = null;
    draw(node, null);
    confirm.disabled = true;
    if (!file) return;
    setText(byRole("plan", node), t("reading"));
    try {
      /** @type {Plan} */
      const plan = await tools.api.upload("/procedures.csv?preview=true", file);
      if (box.files?.[0] !== file) return;
      seen = { file, plan };
      draw(node, plan);
      confirm.disabled = plan.wrong > 0 || changesIn(plan) === 0;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      draw(node, null);
      tools.said.problem(problem);
    }
  };
  box.addEventListener("change", () => {
    show(byRole("dialog-notice", node), false);
    void look();
  });
  return {
    open() {
      question.open();
      void look();
      box.focus();
    },
  };
}

/** @param {Plan} plan */
function changesIn(plan) {
  return plan.new + plan.changed + plan.out_of_use + plan.in_use_again;
}

/** @param {HTMLElement} node @param {Plan | null} plan */
function draw(node, plan) {
  setText(byRole("plan", node), plan ? summary(plan) : "");
  const wrong = (plan?.wrong_rows ?? []).map(({ row, reason }) => t("wrong_row", { row, reason }));
  const changes = (plan?.changes ?? []).map(said);
  fill(byRole("wrong-rows", node), wrong, plan?.wrong ?? 0);
  fill(byRole("changes", node), changes, plan ? changesIn(plan) : 0);
}

/** @param {Plan} plan */
function summary(plan) {
  const { new: added, changed, out_of_use, in_use_again, same, wrong } = plan;
  const counts = t("plan", { new: added, changed, out_of_use, in_use_again, same, wrong });
  if (wrong > 0) return `${counts} ${t("plan_wrong")}`;
  return changesIn(plan) === 0 ? `${counts} ${t("plan_nothing")}` : counts;
}

/** @param {HTMLElement} list @param {string[]} texts @param {number} count of all there are */
function fill(list, texts, count) {
  const told = count > texts.length ? [...texts, t("more_rows", { count: count - texts.length })] : texts;
  show(list, told.length > 0);
  syncList(list, told, (text) => text, () => stamp("plan-template"), setText);
}

/** @param {Change} change */
function said({ what, code, name, facts }) {
  const told = facts.map(({ fact, before, after }) => t("fact", { fact: t(`fact_${fact}`), before, after }));
  return t(`change_${what}`, { code, name, facts: told.join("; ") });
}
