/** What an officer can do now, read from the console's state alone. */

/**
 * @typedef {{id: number, number: string, field: string, procedure: string | null, priority: string | null,
 *   state: string, issued_at: string, called_at: string | null, ended_at: string | null, calls: number,
 *   print: string | null}} Ticket
 * @typedef {{at: string, name: string, state: string, fields: string[], officer: {name: string} | null,
 *   ticket: Ticket | null, waiting: {total: number, items: Ticket[]}, missed: {items: Ticket[]},
 *   today: {finished: number, no_show: number}}} Console
 */

const IN_HAND = new Set(["called", "serving"]);

/** @param {Console} view @returns {string} the one obvious next step: what Enter, Space and keypad 0 do */
export function primaryAction({ state, ticket }) {
  if (state === "closed") return "open";
  if (ticket?.state === "called") return "serve";
  if (ticket?.state === "serving") return "finish";
  return state === "paused" ? "resume" : "call";
}

/** @param {Console} view @returns {Set<string>} every action that the server would accept now */
export function allowedActions(view) {
  const { state, ticket } = view;
  const allowed = new Set([primaryAction(view)]);
  if (ticket?.state === "called") allowed.add("recall").add("no-show");
  if (ticket) allowed.add("return");
  else if (state !== "closed") allowed.add("close").add(state === "paused" ? "resume" : "pause");
  return allowed;
}

/** @param {Console} view @returns {boolean} whether a number, the next or a given one, can be called */
export function canCall(view) {
  return view.state === "open" && view.ticket === null;
}

/**
 * The console once the server has answered an action, shown until the next snapshot comes.
 * @param {Console} view
 * @param {any} answer a console (open, close, pause, resume) or the ticket that was acted on
 * @returns {Console}
 */
export function afterAction(view, answer) {
  if ("waiting" in answer) return answer;
  const others = (/** @type {Ticket[]} */ items) => items.filter((ticket) => ticket.id !== answer.id);
  const items = others(view.waiting.items);
  const total = view.waiting.total - (view.waiting.items.length - items.length);
  return {
    ...view,
    ticket: IN_HAND.has(answer.state) ? answer : null,
    waiting: { total, items },
    missed: { items: others(view.missed.items) },
  };
}

/** @param {Console | null} view @returns {string} changes whenever the counter itself has moved on */
export function footprint(view) {
  return [view?.state, view?.ticket?.id, view?.ticket?.state, view?.ticket?.calls].join(" ");
}
