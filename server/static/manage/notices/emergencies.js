/** The emergency message: one press, one confirmation that shows the text; lifted in one press. */

import { createQuestion } from "/static/js/dialog.js";
import { byRole, onAction, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";

/** @typedef {import("./notices.js").Tools} Tools */

/** @param {import("/static/js/answers.d.ts").Emergency[]} raised @param {Tools} tools */
export function showEmergencies(raised, { facts, clock }) {
  syncList(byRole("emergencies"), raised, ({ id }) => String(id), () => stamp("emergency-template"), (row, message) => {
    row.dataset.hall = message.hall;
    setText(byRole("vi", row), message.vi);
    const hall = message.hall === "" ? t("everywhere") : (facts.halls[message.hall] ?? message.hall);
    setText(byRole("where", row), t("raised_at", { time: clock.time(message.since), hall }));
  });
}

/** @param {Tools} tools */
export function bindEmergencies({ act }) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-emergency"));
  let message = { vi: "", en: "" };
  const question = createQuestion(node, {
    onOpen: () => {
      const prepared = message.vi !== "";
      show(byRole("message", node), prepared);
      show(byRole("own", node), !prepared);
      setText(byRole("message-vi", node), message.vi);
      setText(byRole("message-en", node), message.en);
    },
    onConfirm: async () => {
      const form = new FormData(question.form);
      const own = { vi: String(form.get("emergency_vi")), en: String(form.get("emergency_en")) };
      question.setBusy(true);
      const body = { ...(message.vi ? message : own), hall: String(form.get("hall") ?? "") };
      const done = await act("/notices/emergency", body, t("raised"));
      question.setBusy(false);
      if (done) question.close();
    },
  });
  onAction(document.body, (name, pressed) => {
    if (name === "lift") {
      const hall = /** @type {HTMLElement} */ (pressed.closest("li")).dataset.hall ?? "";
      void act("/notices/emergency/lift", { hall }, t("lifted"));
    }
    if (name !== "emergency") return;
    message = { vi: pressed.dataset.vi ?? "", en: pressed.dataset.en ?? "" };
    question.open();
    if (!message.vi) /** @type {HTMLElement} */ (node.querySelector("textarea")).focus();
  });
}
