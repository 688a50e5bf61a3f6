/** A change is taken back: asked first, with what it does. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { linesText, showLines } from "./lines.js";

/** @typedef {{change: import("/static/js/answers.d.ts").Change, lines: import("./forms.d.ts").Line[], title: string}} Told */

/** Whoever was too late, by what the server says of it: the list is drawn anew, and this is said. */
const MOVED = /** @type {const} */ ({ settings_moved: "moved_history", procedure_moved: "catalogue_moved" });

/** @param {{api: import("/static/js/api.js").Api, store: import("./store.js").Store, said: import("/static/manage/said.js").Said, reload: () => Promise<void>}} tools */
export function createTakingBack({ api, store, said, reload }) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-take-back"));
  /** @type {Told | null} */
  let asked = null;
  /** @type {import("./forms.d.ts").Line[]} */
  let back = [];
  /** @param {import("/static/js/api.js").ApiError} problem */
  const refused = async (problem) => {
    const moved = MOVED[/** @type {keyof typeof MOVED} */ (problem.code)];
    if (moved === undefined) return said.problem(problem);
    await reload();
    said.problem({ code: "", detail: t(moved), action: t("moved_history_action") });
  };
  const send = async () => {
    if (asked === null) return;
    const { seq, kind } = asked.change;
    if (kind === "settings") await store.send("POST", `/settings/history/${seq}/take-back`);
    else await api.post(`/procedures/changes/${seq}/take-back`, {});
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, {
        send,
        done: () => {
          said.done(t("back", { lines: back.length > 0 ? linesText(back) : (asked?.title ?? "") }));
          return reload();
        },
        refused,
      });
    },
  });
  return {
    /** @param {Told} told what the change did */
    ask(told) {
      asked = told;
      back = told.lines.map(({ label, before, after }) => ({ label, before: after, after: before }));
      setText(byRole("undone", node), told.title);
      showLines(byRole("lines", node), back);
      byRole("changes", node).hidden = back.length === 0;
      question.open();
    },
  };
}
