/** The filters of a report: each says what is chosen in it, also before the report is asked for. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-report-filter]")))
  node.addEventListener("change", () => setText(byRole("chosen", node), chosenIn(node)));

/** @param {HTMLElement} node @returns {string} the name of the one that is chosen; of several how many */
function chosenIn(node) {
  const names = [...node.querySelectorAll("label:has(:checked) [data-role=called]")].map((name) => name.textContent ?? "");
  if (names.length > 1) return t("chosen_several", { count: names.length });
  return names[0] ?? t("chosen_any");
}
