/** Which standby counter to open: one press when its officer is free, one question when not. */

import { counterName } from "/static/js/counter_name.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { waitText } from "/static/js/wait.js";

/**
 * @typedef {{field: string, names: import("/static/js/texts.js").Both, waiting: number, limit_s: number,
 *   wait: import("/static/js/answers.d.ts").WaitRange | null, counter: number, counter_name: string, fields: string[],
 *   officer: import("/static/js/answers.d.ts").Person | null}} Suggestion
 */

/** After a press the list moves up: a double tap must not open the next counter too. */
const REST_MS = 1500;
/** So long a field for which a counter was just opened is left in peace: the next forecast knows of it. */
const PEACE_MS = 8000;

/** Until when a field is left in peace. @type {Map<string, number>} */
const peace = new Map();

/** @type {Suggestion[]} */
let shown = [];

/** @param {Suggestion[]} suggestions */
export function showSuggestions(suggestions) {
  shown = suggestions.filter(({ field }) => (peace.get(field) ?? 0) < performance.now());
  show(byRole("suggestions"), shown.length > 0);
  show(byRole("suggestions-none"), shown.length === 0);
  syncList(byRole("suggestions"), shown, keyOf, () => stamp("suggestion-template"), fill);
}

/** A button never comes to mean another counter under somebody's finger. @param {Suggestion} suggestion */
function keyOf({ field, counter, officer }) {
  return `${field} ${counter} ${officer?.username ?? ""}`;
}

/** @param {HTMLElement} row @param {Suggestion} suggestion */
function fill(row, { field, names, waiting, wait, limit_s, counter: n, counter_name: name, officer }) {
  const counter = counterName({ n, name });
  row.dataset.field = field;
  setText(byRole("field", row), pick(names));
  setText(byRole("wait", row), wait === null ? t("unserved_wait", { waiting }) : t("late_wait", { wait: waitText(wait), limit: Math.round(limit_s / 60), waiting }));
  setText(byRole("who", row), t(officer ? "with_officer" : "without_officer", { counter, officer: officer?.name ?? "" }));
  setText(byRole("do", row), t(officer ? "open_for" : "choose_for", { counter, field: pick(names) }));
}

/** @param {{acts: import("./acts.js").Acts, opening: import("./dialogs.js").Ask}} ways */
export function bindSuggestions({ acts, opening }) {
  let rest = 0;
  byRole("suggestions").addEventListener("click", async (event) => {
    if (performance.now() < rest) return;
    const button = /** @type {Element} */ (event.target).closest('[data-role="do"]');
    const key = /** @type {HTMLElement | null} */ (button?.closest("li"))?.dataset.key;
    const wanted = shown.find((suggestion) => keyOf(suggestion) === key);
    if (!wanted) return;
    const { field, counter, fields, officer } = wanted;
    if (officer === null) return void opening(counter, fields);
    peace.set(field, performance.now() + PEACE_MS);
    const done = await acts.act(counter, "open", { fields, officer: officer.username });
    if (done) rest = performance.now() + REST_MS;
    else peace.delete(field);
  });
}
