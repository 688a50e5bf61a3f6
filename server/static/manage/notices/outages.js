/** Outages: one press for a field, with words of the centre's own or without, and one press back. */

import { byRole, onAction, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** @param {import("/static/js/answers.d.ts").Outage[]} outages */
export function showOutages(outages) {
  const by = new Map(outages.map((outage) => [outage.field, outage]));
  for (const node of byRole("outages").children) {
    const row = /** @type {HTMLElement} */ (node);
    const outage = by.get(row.dataset.field ?? "");
    const text = /** @type {HTMLInputElement} */ (byRole("outage-text", row));
    row.toggleAttribute("data-out", outage !== undefined);
    text.readOnly = outage !== undefined;
    if (outage) text.value = outage.vi;
    else if (row.dataset.was) text.value = "";
    row.dataset.was = outage ? "out" : "";
    row.querySelector("button")?.setAttribute("aria-pressed", String(outage !== undefined));
    setText(byRole("outage-do", row), t(outage ? "outage_end" : "outage_declare"));
  }
}

/** @param {import("./notices.js").Tools} tools */
export function bindOutages({ act }) {
  onAction(byRole("outages"), (_, pressed) => {
    const row = /** @type {HTMLElement} */ (pressed.closest("li"));
    const field = row.querySelector("strong")?.textContent ?? "";
    const path = `/notices/outages/${row.dataset.field}`;
    const vi = /** @type {HTMLInputElement} */ (byRole("outage-text", row)).value.trim();
    if ("out" in row.dataset) void act(`${path}/end`, {}, t("outage_off", { field }));
    else void act(path, { vi }, t("outage_on", { field }));
  });
}
