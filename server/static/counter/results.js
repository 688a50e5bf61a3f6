/** What a visit ended with, as the API takes it. */

/**
 * @typedef {import("./rules.js").Ticket} Ticket
 * @typedef {{procedure: string | null, outcome: string, channel: string, code: string}} Draft one dossier as it is
 *   being written down; outcome "" is none
 */

/** @param {Ticket | null} ticket @param {import("./names.js").Names} names @returns {object} the usual outcome of its field */
export function usualResult(ticket, names) {
  return ticket ? resultOf([draftFor(ticket, names)]) : {};
}

/** @param {Ticket} ticket @param {import("./names.js").Names} names @returns {Draft} */
export function draftFor({ procedure, field }, names) {
  return { procedure, outcome: names.usualOutcome(field), channel: "direct", code: "" };
}

/** @param {Draft[]} drafts @returns {object} dossiers where there is more to say than an outcome */
export function resultOf(drafts) {
  const said = drafts.filter(({ outcome }) => outcome !== "");
  const [first] = said;
  if (!first) return {};
  if (said.length === 1 && isPlain(first)) return { outcome: first.outcome };
  return { dossiers: said.map(({ code, ...rest }) => (code ? { ...rest, code } : rest)) };
}

/** @param {Draft} draft */
function isPlain({ procedure, channel, code }) {
  return procedure === null && channel === "direct" && code === "";
}
