/** The officers' names as large buttons; typing the number before a name leads to it, Enter chooses it. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { digitOf } from "./digit.js";

/** @typedef {import("/static/js/answers.d.ts").Officer} Officer */

/** @param {(officer: Officer) => void} onChosen */
export function createNames(onChosen) {
  const list = byRole("names");
  /** @type {Officer[]} */
  let officers = [];
  let typed = "";

  /** @param {number} place @returns {HTMLElement | null} */
  const button = (place) => list.children[place - 1]?.querySelector("button") ?? null;

  list.addEventListener("click", (event) => {
    const item = /** @type {Element} */ (event.target).closest("li");
    const chosen = officers.find(({ username }) => username === item?.dataset.key);
    typed = "";
    if (chosen) onChosen(chosen);
  });

  return {
    /** @param {Officer[]} found */
    show(found) {
      officers = found.filter(({ active }) => active).sort((a, b) => (a.counter ?? Infinity) - (b.counter ?? Infinity));
      syncList(list, officers, ({ username }) => username, () => stamp("name-template"), (item, officer) =>
        fill(item, officer, officers.indexOf(officer) + 1));
      show(byRole("names-none"), officers.length === 0);
      show(byRole("names-hint"), officers.length > 0);
    },
    focus: () => document.getElementById("names-title")?.focus(),
    /** Digits lead to a name: 1, then 10 when a 0 follows. @param {KeyboardEvent} event */
    key(event) {
      const digit = digitOf(event);
      if (digit === "") return;
      event.preventDefault();
      typed = button(Number(typed + digit)) ? typed + digit : digit;
      button(Number(typed))?.focus();
    },
  };
}

/** @param {HTMLElement} item @param {Officer} officer @param {number} place */
function fill(item, { name, counter, at }, place) {
  setText(byRole("place", item), String(place));
  setText(byRole("name", item), name);
  setText(byRole("at", item), at !== null ? t("at_counter", { n: at }) : counter !== null ? t("usual_counter", { n: counter }) : "");
}
