/** The left side: the counter, the ticket in hand, and what can be done with it. */

import { counterName } from "/static/js/counter_name.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { setBadge } from "./badge.js";
import { reasonText } from "./reasons.js";
import { primaryAction } from "./rules.js";
import { showTicket } from "./ticket.js";

/**
 * @typedef {import("./rules.js").Console} Console
 * @typedef {{clock: import("/static/js/clock.js").Clock, names: import("./names.js").Names,
 *   me: import("./rules.js").Me}} Tools
 */

/** @param {Console} view @param {Tools} tools */
export function showDesk(view, tools) {
  const { state, ticket } = view;
  document.body.dataset.state = state;
  setText(byRole("name"), counterName(view));
  setBadge(byRole("state"), state, t(`state_${state}`));
  setText(byRole("fields"), servedText(view, tools.names));
  if (view.officer) setText(byRole("officer"), view.officer.name);
  showHelp(view.help, tools.clock);
  show(byRole("current"), ticket !== null);
  show(byRole("nobody"), ticket === null);
  if (ticket) showTicket(ticket, tools);
  else showNobody(view);
  setText(byRole("finish-text"), finishText(view, tools.names));
}

/**
 * Show the next step, and enable what is allowed; while one is under way nothing can be pressed.
 * @param {Console} view @param {Set<string>} allowed @param {string | null} busy
 */
export function showActions(view, allowed, busy) {
  const next = busy && isStep(busy) ? busy : primaryAction(view);
  for (const node of document.querySelectorAll("[data-action]")) {
    const button = /** @type {HTMLButtonElement} */ (node);
    const action = button.dataset.action ?? "";
    if ("step" in button.dataset) show(button, action === next);
    if ("beside" in button.dataset) show(button, button.dataset.beside === next);
    if ("either" in button.dataset) show(button, allowed.has(action) || standsBy(action, view));
    button.disabled = busy !== null || !allowed.has(action);
    button.setAttribute("aria-busy", String(action === busy));
  }
}

/** Of two buttons in one place, the one that is there when neither can be pressed. @param {string} action @param {Console} view */
function standsBy(action, view) {
  return (action === "help" && !view.help) || (action === "pause" && !view.ticket);
}

/** @param {string} action */
function isStep(action) {
  return document.querySelector(`[data-step][data-action="${action}"]`) !== null;
}

/** @param {Console} view @param {import("./names.js").Names} names */
function servedText({ fields, helps }, names) {
  const list = (/** @type {string[]} */ codes) => codes.map(names.field).join(" · ");
  return helps.length ? t("fields_and_helps", { fields: list(fields), helps: list(helps) }) : list(fields);
}

/** @param {Console["help"]} help @param {import("/static/js/clock.js").Clock} clock */
function showHelp(help, clock) {
  show(byRole("help-shown"), help !== null);
  if (help === null) return;
  const why = help.text ? `: ${reasonText(help.text)}` : "";
  setText(byRole("help-shown"), t("help_called", { time: clock.time(help.at) }) + why);
}

/** @param {Console} view @param {import("./names.js").Names} names */
function finishText({ ticket }, names) {
  return t("finish_as", { outcome: ticket ? t(`outcome_${names.usualOutcome(ticket.field)}`) : "" });
}

/** @param {Console} view */
function showNobody({ state, waiting, reason }) {
  setText(byRole("current-number"), "");
  setText(byRole("nobody-title"), t(`nobody_${state}`) + (state === "paused" && reason ? `: ${reasonText(reason)}` : ""));
  const values = { count: waiting.total, number: waiting.items[0]?.number ?? "" };
  setText(byRole("nobody-text"), t(state === "open" ? openText(waiting) : `nobody_${state}_text`, values));
}

/** @param {Console["waiting"]} waiting @returns {string} who is next, if this counter would call anybody */
function openText({ total, to_call }) {
  if (to_call > 0) return "nobody_open_text";
  return total > 0 ? "nobody_here_text" : "nobody_idle_text";
}
