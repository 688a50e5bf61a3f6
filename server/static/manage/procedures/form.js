/** Adding and changing a procedure. What somebody else changed meanwhile is shown, and nothing of it is overwritten. */

import { ApiError } from "/static/js/api.js";
import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { read, write } from "../form_values.js";
import { keepLines, readLines, tellMoved, typed } from "./fields.js";

/**
 * @typedef {import("./procedures.js").Procedure} Procedure
 * @typedef {import("./procedures.js").Tools} Tools
 * @typedef {Record<string, string>} Facts as the form's fields hold them
 */

const TEXTS = ["short_name", "english_name", "field", "name"];
const FACTS = [...TEXTS, "said", "papers", "papers_en"];

/** @param {Tools} tools */
export function createForm(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-procedure"));
  /** What is changed, as it was when it was shown; nothing while one is added. @type {Procedure | null} */
  let shown = null;
  keepLines(node);

  const send = async () => {
    const changed = changesOf(question.form, shown);
    if (shown?.active && Object.keys(changed).length === 0) {
      throw new ApiError({ code: "nothing", status: 0, detail: t("nothing"), action: t("nothing_action") });
    }
    const code = shown?.code ?? read(question.form, "code");
    const path = `/procedures/${encodeURIComponent(code)}`;
    /** @type {Procedure} */
    const now = await tools.api.change("PUT", path, shown?.version ?? null, changed);
    return now;
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, {
        send,
        done: (now) => tools.done(t("said_saved", { name: now.short_name }), now.version),
        refused: async (problem) => {
          tools.said.problem(problem);
          if (problem.code === "procedure_moved" && shown) shown = await caughtUp(question.form, shown, tools);
        },
      });
    },
  });
  const draw = () => {
    const field = read(question.form, "field");
    const name = read(question.form, "short_name") || t("official");
    const off = shown && !shown.active ? ` ${t("effect_off")}` : "";
    setText(byRole("effect", node), t("effect", { name, field: tools.fields[field] ?? field }) + off);
  };
  question.form.addEventListener("input", draw);

  /** @param {string} title @param {Procedure | null} chosen */
  const open = (title, chosen) => {
    shown = chosen;
    setText(/** @type {Element} */ (node.querySelector("h2")), title);
    show(byRole("code-field", node), chosen === null);
    question.open();
    if (chosen) for (const fact of FACTS) write(question.form, fact, factsOf(chosen)[fact] ?? "");
    draw();
    document.getElementById(chosen ? "field-short_name" : "field-code")?.focus();
  };
  return {
    add: () => open(t("add_title"), null),
    edit: (/** @type {Procedure} */ chosen) => open(t("edit_title", { name: chosen.short_name }), chosen),
  };
}

/** @param {Procedure} procedure @returns {Facts} */
function factsOf({ short_name: short, english_name: english, field, name, said, papers }) {
  const lists = { said, papers: papers.vi, papers_en: papers.en };
  const lines = Object.fromEntries(Object.entries(lists).map(([fact, items]) => [fact, items.join("\n")]));
  return { short_name: short, english_name: english ?? "", field, name, ...lines };
}

/** What is different from what was shown, as the API takes it. @param {HTMLFormElement} form @param {Procedure | null} shown */
function changesOf(form, shown) {
  const was = shown ? factsOf(shown) : {};
  const touched = FACTS.filter((fact) => typed(form, fact) !== (was[fact] ?? ""));
  /** @type {Record<string, unknown>} */
  const body = Object.fromEntries(TEXTS.filter((fact) => touched.includes(fact)).map((fact) => [fact, read(form, fact)]));
  if (touched.includes("said")) body.said = readLines(form, "said");
  if (touched.includes("papers") || touched.includes("papers_en")) {
    body.papers = { vi: readLines(form, "papers"), en: readLines(form, "papers_en") };
  }
  return body;
}

/** Somebody else was faster. @param {HTMLFormElement} form @param {Procedure} before @param {Tools} tools @returns {Promise<Procedure>} */
async function caughtUp(form, before, { api, said }) {
  try {
    /** @type {Procedure} */
    const after = await api.get(`/procedures/${encodeURIComponent(before.code)}`);
    tellMoved(form, factsOf(before), factsOf(after), said);
    return after;
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    said.problem(problem);
    return before;
  }
}
