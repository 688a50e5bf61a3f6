/** A change is taken back: asked first, with what it does. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { linesText, showLines } from "./lines.js";

/** @param {{store: import("./store.js").Store, said: import("/static/manage/said.js").Said, reload: () => Promise<void>}} tools */
export function createTakingBack({ store, said, reload }) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-take-back"));
  let asked = 0;
  /** @type {import("./forms.d.ts").Line[]} */
  let back = [];
  /** @param {import("/static/js/api.js").ApiError} problem */
  const refused = async (problem) => {
    if (problem.code !== "settings_moved") return said.problem(problem);
    await reload();
    said.problem({ code: "", detail: t("moved_history"), action: t("moved_history_action") });
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, {
        send: () => store.send("POST", `/settings/history/${asked}/take-back`),
        done: () => {
          said.done(t("back", { lines: linesText(back) }));
          return reload();
        },
        refused,
      });
    },
  });
  return {
    /** @param {number} seq @param {import("./forms.d.ts").Line[]} lines what the change did */
    ask(seq, lines) {
      asked = seq;
      back = lines.map(({ label, before, after }) => ({ label, before: after, after: before }));
      showLines(byRole("lines", node), back);
      question.open();
    },
  };
}
