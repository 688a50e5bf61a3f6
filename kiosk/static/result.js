/** The fourth step: the number, where to go, and what became of the slip. */

import { countersText, fill, markLong, sayUnserved, waitOrDash } from "./facts.js";
import { plainName } from "./search.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t, unbroken } from "/static/js/texts.js";

/** @typedef {{procedure: import("./search.js").Procedure | null, priority: string}} Wish what it was taken for */

/** States in which there may be no slip in the person's hand: the screen has to carry everything. */
const WITHOUT_SLIP = new Set(["failed", "unknown", "none"]);

/** States after which the slip can be asked for by hand. */
const IN_DOUBT = new Set(["failed", "unknown"]);

/** A number of the kiosk's own is not the server's to print. @param {import("./issue.js").Ticket} ticket @param {string} state */
export function mayPrintAgain(ticket, state) {
  return IN_DOUBT.has(state) && !givenOffline(ticket);
}

/**
 * @param {import("./issue.js").Ticket} ticket
 * @param {import("./centre.js").Field | undefined} field
 * @param {Wish} wish
 */
export function drawResult(ticket, field, wish) {
  // Of a number that the kiosk gave alone nobody knows the wait.
  const wait = givenOffline(ticket) ? undefined : ticket.wait;
  markLong(byRole("result-field"), pick(field?.names));
  fill({
    number: ticket.number,
    "result-field": unbroken(pick(field?.names)),
    "result-counters": countersText(field),
    "result-ahead": ticket.ahead ?? "–",
    "result-wait": waitOrDash(wait),
  });
  const place = pick(field?.go_to ?? undefined);
  setText(byRole("result-place"), place && t("go_to", { place }));
  show(byRole("result-go-to"), place !== "");
  setText(byRole("result-wish"), wishText(wish));
  show(byRole("result-wish"), wishText(wish) !== "");
  sayUnserved(byRole("result-unserved"), field, wait);
  show(byRole("offline-number"), givenOffline(ticket));
}

/**
 * @param {import("./issue.js").Ticket} ticket
 * @param {string} state printing, printed, failed, unknown or none
 */
export function drawPrint(ticket, state) {
  const track = WITHOUT_SLIP.has(state) ? ticket.track : null;
  const qr = /** @type {HTMLImageElement} */ (byRole("qr"));
  byRole("print-state").dataset.state = state;
  setText(byRole("print-text"), t(`print_${state}`));
  if (track) qr.src = `/t/${encodeURIComponent(track)}/qr.svg`;
  qr.alt = t("qr_label", { number: ticket.number });
  show(qr, Boolean(track));
  show(byRole("qr-hint"), Boolean(track));
  show(byRole("again"), mayPrintAgain(ticket, state));
  setText(byRole("announce"), t("announce", { number: ticket.number, print: t(`print_${state}`) }));
}

/** @param {Wish} wish @returns {string} */
function wishText({ procedure, priority }) {
  const parts = [procedure && plainName(procedure), priority && t("result_class", { name: priority })];
  return parts.filter(Boolean).join(" · ");
}

/** Nothing of the last person stays behind. */
export function clearResult() {
  fill({ number: "", "result-wish": "", "result-field": "", "result-place": "", "print-text": "", announce: "" });
  byRole("qr").removeAttribute("src");
  show(byRole("qr"), false);
}

/**
 * @param {import("./issue.js").Ticket} ticket
 * @returns {boolean} whether a kiosk's own box gave it; boxes of the version before call that `emergency`
 */
function givenOffline(ticket) {
  return Boolean(ticket.offline ?? ticket.emergency);
}
