/** Switching a procedure off, and taking a signpost away: asked first, with what it does. */

import { ApiError } from "/static/js/api.js";
import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("./procedures.js").Procedure} Procedure
 * @typedef {import("/static/js/answers.d.ts").Signpost} Signpost
 */

/** @param {import("./procedures.js").Tools} tools */
export function createSure(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-sure"));
  /** @type {{send: () => Promise<any>, done: (answer: any) => unknown} | null} */
  let act = null;
  const question = createQuestion(node, {
    onConfirm: async () => {
      if (!act) return;
      await sendFrom(question, {
        ...act,
        // What is asked is about what was shown: it is looked at anew before anybody asks again.
        refused: async (problem) => {
          question.setBusy(false);
          question.close();
          await tools.load();
          tools.said.problem(problem);
        },
      });
    },
  });
  /** A signpost that was taken away, as it was. @param {Omit<Signpost, "key" | "version">} facts */
  const putBack = async ({ vi, en, where_vi, where_en, said }) => {
    try {
      await tools.api.post("/procedures/elsewhere", { vi, en, where_vi, where_en, said });
      tools.said.done(t("said_undone"));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      tools.said.problem(problem);
    }
    await tools.load();
  };
  /**
   * @template T
   * @param {"off" | "remove"} what @param {string} name
   * @param {{send: () => Promise<T>, done: (answer: T) => unknown}} steps
   */
  const ask = (what, name, steps) => {
    act = steps;
    setText(/** @type {Element} */ (node.querySelector("h2")), t(`${what}_title`));
    setText(byRole("confirm-text", node), t(`${what}_confirm`));
    setText(byRole("sure-name", node), name);
    setText(byRole("sure-effect", node), t(`${what}_effect`));
    question.open();
  };
  return {
    switchOff: (/** @type {Procedure} */ { code, short_name: name, version }) =>
      ask("off", name, {
        send: async () => /** @type {Procedure} */ (await tools.api.change("DELETE", `/procedures/${code}`, version)),
        done: (now) => tools.done(t("said_off", { name }), now.version),
      }),
    remove: (/** @type {Signpost} */ { key, version, ...facts }) =>
      ask("remove", facts.vi, {
        send: () => tools.api.change("DELETE", `/procedures/elsewhere/${encodeURIComponent(key)}`, version),
        done: () => {
          tools.said.done(t("said_removed", { name: facts.vi }), () => void putBack(facts));
          return tools.load();
        },
      }),
  };
}
