/** Changes in words, under each other: label, before → after. */

import { el } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** @param {HTMLElement} list @param {import("./forms.d.ts").Line[]} lines */
export function showLines(list, lines) {
  list.replaceChildren(...lines.map(lineNode));
}

/** @param {import("./forms.d.ts").Line} line */
export function lineNode({ label, before, after }) {
  const arrow = el("span", { "aria-hidden": "true", text: " → " });
  const becomes = el("span", { class: "visually-hidden", text: ` ${t("becomes")} ` });
  return el(
    "li",
    { class: "settings-line" },
    el("span", { class: "settings-line-label", text: `${label}: ` }),
    el("span", { class: "settings-before", text: before }),
    arrow,
    becomes,
    el("strong", { text: after }),
  );
}

/** One sentence of them all. @param {import("./forms.d.ts").Line[]} lines */
export function linesText(lines) {
  return lines.map(({ label, before, after }) => `${label}: ${before} → ${after}`).join("; ");
}
