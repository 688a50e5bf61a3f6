/** The counters: who works where, and which number is in hand. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {{n: number, name: string, state: string, fields: string[], number: string | null,
 *   ticket_state: string | null, officer?: {name: string} | null}} Counter
 */

/** @param {Counter[]} counters @param {import("./today.js").FieldFigures[]} fields */
export function showCounters(counters, fields) {
  const names = new Map(fields.map((field) => [field.code, pick(field.names)]));
  show(byRole("counters-none"), counters.length === 0);
  syncList(byRole("counters"), counters, ({ n }) => String(n), () => stamp("counter-template"), (card, counter) =>
    fill(card, counter, names));
}

/** @param {HTMLElement} card @param {Counter} counter @param {Map<string, string>} names */
function fill(card, { n, name, state, fields, number, ticket_state, officer }, names) {
  Object.assign(card.dataset, { counter: n, state });
  setText(byRole("name", card), name);
  byRole("name", card).setAttribute("href", `/counter/${n}`);
  badge(byRole("state", card), state, t(`state_${state}`));
  setText(byRole("number", card), number ?? "–");
  show(byRole("ticket", card), ticket_state !== null);
  if (ticket_state !== null) badge(byRole("ticket", card), ticket_state, t(`ticket_${ticket_state}`));
  setText(byRole("fields", card), fields.map((code) => names.get(code) ?? code).join(" · "));
  setText(byRole("officer", card), officer?.name ?? "");
}

/** @param {HTMLElement} node @param {string} state @param {string} text */
function badge(node, state, text) {
  node.dataset.state = state;
  setText(node, text);
}
