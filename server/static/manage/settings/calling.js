/** Who would be called earlier or later under another calling order, counter by counter. */

import { byRole, el, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("./forms.d.ts").CallingPreview} CallingPreview
 * @typedef {CallingPreview["counters"][number]} CounterLine
 * @typedef {CounterLine["moved"][number]} MovedNumber
 */

/** Nothing where there is no place for it. @param {CallingPreview | null} found @param {ParentNode} [root] */
export function drawCalling(found, root = document) {
  const node = /** @type {HTMLElement | null} */ (root.querySelector('[data-role="effect-calling"]'));
  if (!node) return;
  show(node, found !== null);
  if (!found) return;
  const lines = found.counters.filter(({ moved }) => moved.length > 0);
  setText(byRole("calling-said", node), summary(found, lines.length));
  byRole("calling-lines", node).replaceChildren(...lines.map(table));
}

/** @param {CallingPreview} found @param {number} others how many lines would be others */
function summary({ waiting, counters }, others) {
  if (waiting === 0 || counters.length === 0) return t("nobody_waits");
  if (others === 0) return t("same_order", { waiting });
  return t("other_order", { waiting });
}

/** @param {CounterLine} line */
function table({ counters, moved }) {
  const head = ["number", "place_now", "place_after", "place_moves"].map((key) => el("th", { scope: "col", text: t(key) }));
  return el(
    "table",
    { class: "table settings-moved" },
    el("caption", { text: t("of_counters", { counters: counters.join(", ") }) }),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...moved.map(row)),
  );
}

/** @param {MovedNumber} one */
function row({ number, before, after }) {
  const place = (/** @type {number | null} */ at) => (at === null ? t("far_behind") : String(at));
  return el(
    "tr",
    {},
    el("th", { scope: "row", text: number }),
    el("td", { text: place(before) }),
    el("td", { text: place(after) }),
    el("td", { text: moves(before ?? Infinity, after ?? Infinity) }),
  );
}

/** @param {number} before @param {number} after */
function moves(before, after) {
  const by = Math.abs(before - after);
  const earlier = after < before;
  if (!Number.isFinite(by)) return t(earlier ? "earlier" : "later");
  return t(earlier ? "earlier_by" : "later_by", { by });
}
