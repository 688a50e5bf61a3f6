/** A change is taken back: asked first, with what it does. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { linesText, showLines } from "./lines.js";

/** @typedef {{change: import("/static/js/answers.d.ts").Change, lines: import("./forms.d.ts").Line[], title: string}} Told */

/** Whoever was too late, by what the server says of it: the list is drawn anew, and this is said. */
const MOVED = new Set(["settings_moved", "procedure_moved", "change_stands_on_it", "settings_stands_on_it"]);

/** @param {{api: import("/static/js/api.js").Api, store: import("./store.js").Store, said: import("/static/manage/said.js").Said, reload: () => Promise<void>}} tools */
export function createTakingBack({ api, store, said, reload }) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-take-back"));
  /** @type {Told | null} */
  let asked = null;
  /** @type {import("./forms.d.ts").Line[]} */
  let back = [];
  /** @param {import("/static/js/api.js").ApiError} problem */
  const refused = async (problem) => {
    if (!MOVED.has(problem.code)) return said.problem(problem);
    await reload();
    said.problem({ code: "", detail: t("moved_history"), action: t("moved_history_action") });
  };
  const send = async () => {
    if (asked === null) return;
    await api.change("POST", `/changes/${asked.change.seq}/take-back`, store.version(), {});
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
      const does = told.change.going_back;
      back = does === null ? told.lines.map(({ label, before, after }) => ({ label, before: after, after: before })) : [];
      setText(byRole("undone", node), told.title);
      setText(byRole("does", node), does ?? "");
      show(byRole("does", node), does !== null);
      showLines(byRole("lines", node), back);
      byRole("changes", node).hidden = back.length === 0;
      question.open();
    },
  };
}
