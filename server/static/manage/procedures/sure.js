/** Switching a procedure off, and taking a signpost away: asked first, with what it does. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("./procedures.js").Procedure} Procedure
 * @typedef {import("/static/js/answers.d.ts").Signpost} Signpost
 */

/** @param {import("./procedures.js").Tools} tools */
export function createSure(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-sure"));
  /** @type {(() => Promise<void>) | null} */
  let act = null;
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, { send: async () => act?.(), refused: tools.said.problem });
      await tools.load();
    },
  });
  /** @param {"off" | "remove"} what @param {string} name @param {() => Promise<void>} send */
  const ask = (what, name, send) => {
    act = send;
    setText(/** @type {Element} */ (node.querySelector("h2")), t(`${what}_title`));
    setText(byRole("confirm-text", node), t(`${what}_confirm`));
    setText(byRole("sure-name", node), name);
    setText(byRole("sure-effect", node), t(`${what}_effect`));
    show(byRole("dialog-notice", node), false);
    question.open();
  };
  return {
    switchOff: (/** @type {Procedure} */ { code, short_name: name, version }) =>
      ask("off", name, async () => {
        /** @type {Procedure} */
        const now = await tools.api.change("DELETE", `/procedures/${code}`, version);
        await tools.done(t("said_off", { name }), now.version);
      }),
    remove: (/** @type {Signpost} */ { key, vi, version }) =>
      ask("remove", vi, async () => {
        await tools.api.change("DELETE", `/procedures/elsewhere/${encodeURIComponent(key)}`, version);
        await tools.done(t("said_removed", { name: vi }));
      }),
  };
}
