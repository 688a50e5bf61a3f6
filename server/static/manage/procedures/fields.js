/** What a dialog's form holds: texts, and lists with one item on a line. */

import { t } from "/static/js/texts.js";
import { read, write } from "../form_values.js";

/** @param {HTMLFormElement} form @param {string} name @returns {string[]} */
export function readLines(form, name) {
  return read(form, name).split(/[\n;]/).map((line) => line.trim()).filter(Boolean);
}

/** A field as it is compared: what makes no difference is left out. @param {HTMLFormElement} form @param {string} name */
export function typed(form, name) {
  const lines = /** @type {HTMLElement | null} */ (form.elements.namedItem(name))?.hasAttribute("data-lines");
  return lines ? readLines(form, name).join("\n") : read(form, name);
}

/**
 * What somebody else changed meanwhile goes into the fields that were not touched here, and is said.
 * @param {HTMLFormElement} form @param {Record<string, string>} was @param {Record<string, string>} is
 * @param {import("/static/manage/said.js").Said} said
 */
export function tellMoved(form, was, is, said) {
  const moved = Object.keys(is).filter((name) => was[name] !== is[name]);
  for (const name of moved) if (typed(form, name) === was[name]) write(form, name, is[name] ?? "");
  const facts = moved.map((name) => `${t(`fact_${name}`)}: ${is[name] || "–"}`);
  said.problem({ code: "procedure_moved", detail: t("moved", { facts: facts.join(", ") || "–" }), action: "" });
  form.dispatchEvent(new Event("input"));
}

/** A new line in a text of several begins a line; it does not send the form. @param {HTMLElement} node */
export function keepLines(node) {
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && /** @type {Element} */ (event.target).matches("[data-lines]")) event.stopPropagation();
  });
}
