/** What an officer can do now: what the server says it would do, and what this page makes of it. */

/**
 * @typedef {{id: number, number: string, field: string, procedure: string | null, priority: string | null, language: string | null,
 *   dossiers_told?: number | null, state: string, issued_at: string, called_at: string | null, ended_at: string | null, calls: number,
 *   counter: number | null, for_counter: number | null, note: string | null,
 *   wait: import("/static/js/wait.js").Wait | null, print: string | null}} Ticket
 * @typedef {{action: string, number: string | null, officer: string, until: string}} Undoable
 * @typedef {{finished: number, no_show: number, dossiers: number, without_outcome: number,
 *   service_s: number | null}} Figures
 * @typedef {{seq: number, at: string, n: number, name: string, state: string, fields: string[], helps: string[],
 *   officer: {username: string, name: string} | null, reason: string | null,
 *   help: {at: string, text: string | null} | null, ticket: Ticket | null, allowed: string[],
 *   waiting: {total: number, to_call: number, items: Ticket[]}, missed: {items: Ticket[]}, parked: {items: Ticket[]},
 *   undo: Undoable | null, today: Figures, emergency: import("/static/js/answers.d.ts").Emergency | null,
 *   kiosk_help: import("/static/js/answers.d.ts").KioskHelp[], settings: number}} Console
 * @typedef {{username: string, manages: boolean}} Me
 */

const IN_HAND = new Set(["called", "serving"]);

/** @param {Console} view @returns {string} the one obvious next step: what Enter, Space and keypad 0 do */
export function primaryAction({ state, ticket }) {
  if (state === "closed") return "open";
  if (ticket?.state === "called") return "serve";
  if (ticket?.state === "serving") return "finish";
  return state === "paused" ? "resume" : "call";
}

/**
 * What the page offers of all that the server allows: a repeated "open" is the choice of fields here, "next" ends a visit.
 * @param {Console} view @param {Me} me @param {number} now @returns {Set<string>}
 */
export function allowedActions(view, me, now) {
  const allowed = new Set([...view.allowed, "find"]);
  if (allowed.has("open")) allowed.add("fields");
  if (allowed.has("finish")) allowed.add("result");
  if (primaryAction(view) !== "open") allowed.delete("open");
  if (view.ticket === null) allowed.delete("next");
  if (view.help) allowed.delete("help");
  if (view.state !== "closed" && anybody(view)) allowed.add("pick");
  if (!canUndo(view, me, now)) allowed.delete("undo");
  return allowed;
}

/** @param {Console} view @returns {boolean} whether a number, the next or a given one, can be called */
export function canCall(view) {
  return view.state === "open" && view.ticket === null;
}

/** @param {Console} view @returns {boolean} whether there is a number that could be chosen */
function anybody({ waiting, missed, parked }) {
  return waiting.items.length + missed.items.length + parked.items.length > 0;
}

/** Whose place is held at this counter. @param {Console} view @returns {string[]} their numbers */
export function keptHere({ n, parked }) {
  return parked.items.filter((ticket) => ticket.for_counter === n).map(({ number }) => number);
}

/** What is undone is one's own, for as long as the server keeps it. @param {Console} view @param {Me} me @param {number} now */
export function canUndo({ undo }, me, now) {
  return undo !== null && secondsLeft(undo, now) > 0 && (me.manages || undo.officer === me.username);
}

/** @param {Undoable} undo @param {number} now */
export function secondsLeft({ until }, now) {
  return Math.ceil((Date.parse(until) - now) / 1000);
}

/**
 * The console once the server has answered an action, shown until the next snapshot comes.
 * @param {Console} view
 * @param {import("./press.js").Answer} answer
 * @returns {Console}
 */
export function afterAction(view, answer) {
  if ("waiting" in answer) return answer.seq <= view.seq ? view : answer;
  const others = (/** @type {Ticket[]} */ items) => items.filter((ticket) => ticket.id !== answer.id);
  const items = others(view.waiting.items);
  const gone = view.waiting.items.length - items.length;
  const parked = others(view.parked.items);
  return {
    ...view,
    ticket: inHandAfter(view, answer),
    allowed: answer.allowed ?? view.allowed,
    waiting: { total: view.waiting.total - gone, to_call: Math.max(0, view.waiting.to_call - gone), items },
    missed: { items: others(view.missed.items) },
    parked: { items: answer.state === "parked" ? [...parked, answer] : parked },
  };
}

/** @param {Console} view @param {Ticket} answer @returns {Ticket | null} */
function inHandAfter(view, answer) {
  if (IN_HAND.has(answer.state)) return answer.counter === view.n ? answer : view.ticket;
  return view.ticket?.id === answer.id ? null : view.ticket;
}

/** @param {Console | null} view @returns {string} changes whenever the counter itself has moved on */
export function footprint(view) {
  if (view === null) return "";
  const { state, ticket, fields, helps, officer, help, undo } = view;
  return JSON.stringify([state, ticket?.id, ticket?.state, ticket?.calls, fields, helps, officer, help, undo?.until]);
}
