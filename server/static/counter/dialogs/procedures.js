/** Another procedure than the ticket's own: search, then a press or Enter for the first that was found. */

import { byRole, el, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const SHOWN = 4;
const PAUSE_MS = 150;

/** @typedef {import("/static/js/answers.d.ts").Procedure} Procedure */

/**
 * @param {HTMLFormElement} form @param {import("/static/js/api.js").Api} api
 * @param {(code: string, name: string) => void} onChosen
 */
export function bindSearch(form, api, onChosen) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const list = byRole("found", form);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  const clear = () => {
    input.value = "";
    list.replaceChildren();
    setText(byRole("found-count", form), "");
  };
  const choose = (/** @type {Procedure} */ { code, name, short_name }) => {
    clear();
    onChosen(code, short_name || name);
  };
  const search = async () => {
    const words = input.value.trim();
    if (!words) return clear();
    /** @type {import("/static/js/answers.d.ts").Procedures} */
    const { items } = await api.get(`/procedures?q=${encodeURIComponent(words)}&limit=${SHOWN}`);
    if (input.value.trim() !== words) return; // an answer that came too late
    list.replaceChildren(...items.map((found) => foundNode(found, choose)));
    setText(byRole("found-count", form), t("found", { count: items.length }));
  };
  input.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => void search().catch(clear), PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    const first = list.querySelector("button");
    if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
      first?.click();
    } else if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  });
  form.addEventListener("reset", clear);
}

/** @param {Procedure} found @param {(found: Procedure) => void} choose */
function foundNode(found, choose) {
  const onclick = () => choose(found);
  return el("li", {}, el("button", { type: "button", class: "found", lang: "vi", onclick, text: found.short_name || found.name }));
}
