/** The machines behind the hall: the printer, and how many screens are connected. */

import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";

/** As server/core/printers.py has it: these need nothing, and these need somebody now. */
const NEEDS_NOTHING = new Set(["ready", "busy"]);
const NEEDS_SOMEBODY = new Set(["out_of_paper", "offline", "error"]);
/** From this share of the cap on, the next screens may be refused. */
const NEAR_CAP = 0.8;

/**
 * @typedef {{state: string, text: import("/static/js/texts.js").Both, since: string | null, waiting: number,
 *   printed_at: string | null}} Printer
 *
 * @param {Printer} printer @param {import("/static/js/clock.js").Clock} clock
 */
export function showPrinter(printer, clock) {
  const { state, text } = printer;
  const advice = NEEDS_NOTHING.has(state) ? "" : t(`advice_${state}`);
  byRole("printer-state").dataset.state = state;
  setText(byRole("printer-state"), t(`printer_${state}`));
  setText(byRole("printer-text"), pick(text));
  setText(byRole("printer-advice"), advice);
  setText(byRole("printer-warning-text"), pick(text));
  setText(byRole("printer-warning-advice"), advice);
  setText(byRole("printer-facts"), factsOf(printer, clock));
  show(byRole("printer-warning"), NEEDS_SOMEBODY.has(state));
  show(byRole("printer-low"), state === "paper_low");
}

/** @param {Printer} printer @param {import("/static/js/clock.js").Clock} clock */
function factsOf({ since, waiting, printed_at }, clock) {
  const facts = [];
  if (since) facts.push(t("printer_since", { time: clock.time(since) }));
  if (waiting) facts.push(t("printer_waiting", { waiting }));
  if (printed_at) facts.push(t("printer_printed_at", { time: clock.time(printed_at) }));
  return facts.join(" ");
}

/** @param {{live: number, cap: number}} sockets */
export function showSockets({ live, cap }) {
  const bar = /** @type {HTMLProgressElement} */ (byRole("sockets-bar"));
  bar.max = Math.max(1, cap);
  bar.value = live;
  const near = live >= cap * NEAR_CAP;
  bar.dataset.near = String(near);
  setText(byRole("sockets-live"), String(live));
  setText(byRole("sockets-cap"), String(cap));
  show(byRole("sockets-warning"), near);
}

/**
 * @typedef {object} WrongClock
 * @property {import("/static/js/texts.js").Both} text
 * @property {import("/static/js/texts.js").Both} action
 */

/** @param {WrongClock | null} clock */
export function showClock(clock) {
  if (clock) setText(byRole("clock-warning-text"), `${pick(clock.text)} ${pick(clock.action)}`);
  show(byRole("clock-warning"), clock !== null);
}

/**
 * Reports that should have been written by themselves, and what keeps them.
 * @typedef {{reasons: import("/static/js/texts.js").Both, waiting: number, folder: string}} ReportTrouble
 *
 * @param {ReportTrouble | null} trouble
 */
export function showReports(trouble) {
  show(byRole("reports-warning"), trouble !== null);
  if (!trouble) return;
  const { reasons, waiting, folder } = trouble;
  setText(byRole("reports-warning-text"), t("reports_waiting", { reason: pick(reasons), count: waiting, folder }));
}
