/** The priority class that a person says they have: chosen in one touch, looked at again by the officer. */

import { byRole, setText } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";

/** @typedef {import("/static/js/answers.d.ts").PriorityClass} PriorityClass */

export class Priority {
  /** @param {PriorityClass[]} classes */
  constructor(classes) {
    this.classes = classes;
    this.chosen = "";
    /** Why it is chosen already, as a text's key. */
    this.hint = "priority_hint";
    this.buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-class]")]);
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.choose(button.dataset.class ?? ""));
    }
  }

  /** @param {string} code the empty one for none @param {string} [hint] */
  choose(code, hint = "priority_hint") {
    this.chosen = code;
    this.hint = hint;
    this.draw();
  }

  /** @param {number} age in years @returns {string} the class that begins at an age, for this age; else nothing */
  forAge(age) {
    return this.classes.find(({ from_age: from }) => from && age >= from)?.code ?? "";
  }

  /** @returns {string} what the chosen class is called; nothing for none */
  name() {
    return pick(this.classes.find(({ code }) => code === this.chosen)?.names);
  }

  draw() {
    for (const button of this.buttons) {
      const code = button.dataset.class ?? "";
      button.setAttribute("aria-pressed", String(code === this.chosen));
      const names = this.classes.find((known) => known.code === code)?.names;
      if (names) setText(byRole("class-name", button), pick(names));
    }
    if (this.buttons.length > 0) setText(byRole("priority-hint"), t(this.hint));
  }
}
