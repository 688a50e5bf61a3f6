/** Switching somebody off or on, and removing them: asked first, with what it does. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { atCounter, showEffects } from "./effects.js";

/** @typedef {"off" | "on" | "remove"} What */

/** @param {import("./people.js").Tools} tools */
export function createSure(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-sure"));
  /** @type {{person: import("./people.js").Person, what: What} | null} */
  let asked = null;
  const send = async () => {
    if (!asked) return;
    const { person, what } = asked;
    const path = `/people/${person.username}`;
    if (what === "remove") await tools.api.change("DELETE", path, person.version);
    else await tools.api.change("PATCH", path, person.version, { active: what === "on" });
    tools.said.done(t(what === "remove" ? "said_removed" : `said_${what}`, { name: person.name }));
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, { send, refused: tools.said.problem });
      await tools.load();
      const now = asked && tools.find(asked.person.username);
      if (asked && now) asked.person = now;
    },
  });
  return {
    /** @param {import("./people.js").Person} person @param {What} what */
    ask(person, what) {
      asked = { person, what };
      setText(/** @type {Element} */ (node.querySelector("h2")), t(`${what}_title`));
      setText(byRole("confirm-text", node), t(`${what}_confirm`));
      setText(byRole("sure-name", node), person.name);
      show(byRole("dialog-notice", node), false);
      const own = person.username === tools.me && what !== "on" ? [t("leaves_page")] : [];
      const held = what === "on" ? [] : atCounter(person, tools);
      showEffects(node, [...held, t(`${what}_effect`), ...own]);
      question.open();
    },
  };
}
