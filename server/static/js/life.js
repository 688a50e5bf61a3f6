/** A visit's life below a found number: what its page tells too (manage/visit.html), a step each. */

import { byRole, el, setText, show } from "./dom.js";
import { stamp } from "./stamp.js";

/** @typedef {import("./answers.d.ts").Life} Life @typedef {import("./answers.d.ts").LifeStep} Step */

/** @param {HTMLElement} list @param {Life} life */
export function drawLife(list, life) {
  list.replaceChildren(...life.items.map((step) => stepOf(step, life.day)));
}

/** @param {Step} step @param {string} day that of the visit */
function stepOf({ at, who, what, facts, why, undone }, day) {
  const node = stamp("step-template");
  const time = /** @type {HTMLTimeElement} */ (byRole("step-time", node));
  time.dateTime = at;
  setText(time, at.startsWith(day) ? at.slice(11, 19) : `${at.slice(8, 10)}/${at.slice(5, 7)} ${at.slice(11, 19)}`);
  setText(byRole("step-who", node), who);
  setText(byRole("step-what", node), what);
  node.toggleAttribute("data-undone", undone);
  show(byRole("step-undone", node), undone);
  say(byRole("step-facts", node), facts);
  show(byRole("step-asks", node), why.length > 0);
  say(byRole("step-why", node), why);
  return node;
}

/** @param {HTMLElement} list gone where there is nothing to say @param {string[]} sentences */
function say(list, sentences) {
  list.replaceChildren(...sentences.map((text) => el("li", { text })));
  show(list, sentences.length > 0);
}
