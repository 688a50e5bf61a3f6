/** Switching somebody off or on, and removing them: asked first, with what it does. */

import { ApiError } from "/static/js/api.js";
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
    if (what === "remove") tools.said.done(t("said_removed", { name: person.name }));
    else tools.said.done(t(`said_${what}`, { name: person.name }), () => void takeBack(person, what));
  };
  /** @param {import("./people.js").Person} person @param {"off" | "on"} what was done */
  const takeBack = async ({ username, name }, what) => {
    const now = tools.find(username);
    if (!now) return;
    try {
      await tools.api.change("PATCH", `/people/${username}`, now.version, { active: what === "off" });
      tools.said.done(t(what === "off" ? "said_on" : "said_off", { name }));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      tools.said.problem(problem);
    }
    await tools.load();
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
