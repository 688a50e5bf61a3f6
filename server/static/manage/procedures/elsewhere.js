/** Things that are not done here, and where they are: listed, added, changed. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, onAction, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { language, t } from "/static/js/texts.js";
import { read, write } from "../form_values.js";
import { keepLines, readLines, tellMoved } from "./fields.js";

/**
 * @typedef {import("/static/js/answers.d.ts").Signpost} Signpost
 * @typedef {import("./procedures.js").Tools} Tools
 */

/** @type {("vi" | "en" | "where_vi" | "where_en")[]} */
const TEXTS = ["vi", "en", "where_vi", "where_en"];

/** @param {Tools} tools @param {(thing: Signpost) => void} remove */
export function createElsewhere(tools, remove) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-elsewhere"));
  /** @type {Signpost[]} */
  let items = [];
  /** @type {Signpost | null} */
  let shown = null;
  keepLines(node);
  const find = (/** @type {string} */ key) => items.find((each) => each.key === key);

  const send = () => {
    const texts = Object.fromEntries(TEXTS.map((name) => [name, read(question.form, name)]));
    const body = { ...texts, said: readLines(question.form, "also") };
    if (shown === null) return tools.api.post("/procedures/elsewhere", body);
    return tools.api.change("PUT", `/procedures/elsewhere/${encodeURIComponent(shown.key)}`, shown.version, body);
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, {
        send: async () => /** @type {Signpost} */ (await send()),
        done: (now) => tools.done(t("said_saved", { name: now.vi }), now.version),
        refused: async (problem) => {
          tools.said.problem(problem);
          if (problem.code === "procedure_moved" && shown) shown = await caughtUp(question.form, shown, tools, find);
        },
      });
    },
  });
  /** @param {Signpost | null} chosen */
  const open = (chosen) => {
    shown = chosen;
    const title = chosen ? t("edit_title", { name: chosen.vi }) : t("add_elsewhere_title");
    setText(/** @type {Element} */ (node.querySelector("h2")), title);
    question.open();
    if (chosen) {
      for (const [name, value] of Object.entries(factsOf(chosen))) write(question.form, name, value);
    }
    document.getElementById("field-vi")?.focus();
  };

  byRole("add-elsewhere").addEventListener("click", () => open(null));
  onAction(byRole("elsewhere-list"), (name, pressed) => {
    const { key } = /** @type {HTMLElement} */ (pressed.closest("li")).dataset;
    const thing = find(key ?? "");
    if (thing) (name === "edit" ? open : remove)(thing);
  });
  return {
    async load() {
      /** @type {import("/static/js/answers.d.ts").Signposts} */
      ({ items } = await tools.api.get("/procedures/elsewhere"));
      const list = byRole("elsewhere-list");
      show(list, items.length > 0);
      show(byRole("elsewhere-none"), items.length === 0);
      syncList(list, items, ({ key }) => key, () => stamp("elsewhere-template"), fill);
    },
  };
}

/** @param {Signpost} thing @returns {Record<string, string>} as the form's fields hold them */
function factsOf(thing) {
  return { ...Object.fromEntries(TEXTS.map((name) => [name, thing[name]])), also: thing.said.join("\n") };
}

/**
 * Somebody else was faster: what they changed goes into the fields that were not touched here, and is said.
 * @param {HTMLFormElement} form @param {Signpost} before @param {Tools} tools
 * @param {(key: string) => Signpost | undefined} find as they were last asked for
 */
async function caughtUp(form, before, { load, said }, find) {
  if (!(await load())) return before;
  const after = find(before.key);
  if (!after) {
    said.problem({ code: "procedure_moved", detail: t("elsewhere_gone"), action: t("elsewhere_gone_action") });
    return before;
  }
  tellMoved(form, factsOf(before), factsOf(after), said);
  return after;
}

/** @param {HTMLElement} row @param {Signpost} thing */
function fill(row, thing) {
  const vietnamese = language() === "vi";
  const name = vietnamese ? thing.vi : thing.en;
  setText(byRole("name", row), name);
  setText(byRole("where", row), `→ ${vietnamese ? thing.where_vi : thing.where_en}`);
  setText(byRole("facts", row), thing.said.join(" · "));
  for (const node of row.querySelectorAll('[data-role="of"]')) setText(node, name);
}
