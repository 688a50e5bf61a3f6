/** The counters: who works where, which number is in hand, and what a manager can do there. */

import { counterName } from "/static/js/counter_name.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {{n: number, name: string, state: string, fields: string[], helps: string[], number: string | null,
 *   ticket_state: string | null, officer: import("/static/js/answers.d.ts").Person | null, since: string | null,
 *   reason: string | null, help: {at: string, text: string | null} | null}} Counter
 * @typedef {import("/static/js/clock.js").Clock} Clock
 */

/** @param {Counter[]} counters @param {import("./today.js").FieldFigures[]} fields @param {Clock} clock */
export function showCounters(counters, fields, clock) {
  const names = new Map(fields.map((field) => [field.code, pick(field.names)]));
  show(byRole("counters"), counters.length > 0);
  show(byRole("counters-none"), counters.length === 0);
  syncList(byRole("counters"), counters, ({ n }) => String(n), () => stamp("counter-template"), (row, counter) => {
    fill(row, counter, clock);
    fillFields(byRole("fields", row), counter, names);
    offer(row, counter);
  });
}

/** @param {HTMLElement} row @param {Counter} counter @param {Clock} clock */
function fill(row, { n, name, state, number, ticket_state, officer, since, reason, help }, clock) {
  Object.assign(row.dataset, { counter: n, state, help: help !== null, number: number ?? "" });
  setText(byRole("name", row), counterName({ n, name }));
  if (byRole("name", row) instanceof HTMLAnchorElement) byRole("name", row).setAttribute("href", `/counter/${n}`);
  badge(byRole("state", row), state, t(`state_${state}`));
  const time = since === null ? "" : clock.time(since);
  setText(byRole("reason", row), state !== "paused" ? "" : t(reason ? "on_break_for" : "on_break", { time, reason: reason ?? "" }));
  setText(byRole("number", row), number ?? "–");
  show(byRole("ticket", row), ticket_state !== null);
  if (ticket_state !== null) badge(byRole("ticket", row), ticket_state, t(`ticket_${ticket_state}`));
  setText(byRole("officer", row), officer?.name ?? "");
}

/** @param {HTMLElement} node @param {Counter} counter @param {Map<string, string>} names */
function fillFields(node, { fields, helps }, names) {
  const spelled = (/** @type {string[]} */ codes) => codes.map((code) => names.get(code) ?? code).join(", ");
  const parts = [spelled(fields), helps.length > 0 ? t("helping", { fields: spelled(helps) }) : ""];
  setText(node, parts.filter(Boolean).join(" · "));
}

/** Only what can be done now is offered; to whoever only reads, nothing. @param {HTMLElement} row @param {Counter} counter */
function offer(row, { n, name, state, number }) {
  const closed = state === "closed";
  /** @type {Record<string, boolean>} */
  const possible = { open: closed, "hand-over": !closed, close: !closed && number === null, return: number !== null };
  const buttons = row.querySelectorAll("[data-counter-action]");
  if (buttons.length === 0) return;
  for (const button of buttons) {
    show(button, possible[/** @type {HTMLElement} */ (button).dataset.counterAction ?? ""]);
    setText(byRole("for", /** @type {HTMLElement} */ (button)), ` ${counterName({ n, name })}`);
  }
  setText(byRole("return-text", row), t("return_number", { number: number ?? "" }));
}

/** @param {HTMLElement} node @param {string} state @param {string} text */
function badge(node, state, text) {
  node.dataset.state = state;
  setText(node, text);
}

/**
 * @param {HTMLElement} body
 * @param {{acts: import("./acts.js").Acts, opening: import("./dialogs.js").Ask, handOver: import("./dialogs.js").Ask,
 *   sure: import("./sure.js").Sure}} ways
 */
export function bindCounters(body, { acts, opening, handOver, sure }) {
  body.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-counter-action]");
    const row = /** @type {HTMLElement | null} */ (button?.closest("[data-counter]"));
    if (!(button instanceof HTMLElement) || !row) return;
    const n = Number(row.dataset.counter);
    const action = button.dataset.counterAction ?? "";
    if (action === "open") opening(n);
    else if (action === "hand-over") handOver(n);
    else void sure(n, action, () => acts.act(n, action, {}, { number: row.dataset.number ?? "" }));
  });
}
