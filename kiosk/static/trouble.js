/** What went wrong, in plain words, and always a way on. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { startPairing, stopPairing } from "/static/js/pairing.js";
import { opensText } from "/static/js/opens.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {object} Trouble
 * @property {"down" | "closed" | "alarm" | "many" | "enrol" | "refused" | "sorry"} kind
 * @property {string} [detail]
 * @property {string} [action]
 * @property {import("/static/js/texts.js").Both} [text] the server's words in both languages
 * @property {number} [seconds]
 * @property {boolean} [personal] it stands between a person and a number: can be repeated, or left
 */

/** Codes that mean: this machine has no valid token. */
export const NOT_ENROLLED = new Set(["not_signed_in", "token_expired", "not_allowed"]);

/** Whether so many numbers were taken here that a helper is to give the next. @param {unknown} error */
export function asksForHelper(error) {
  return error instanceof ApiError && error.code === "ask_a_helper";
}

/** @param {unknown} error @returns {Trouble} */
export function troubleOf(error) {
  if (!(error instanceof ApiError)) return { kind: "sorry", personal: true };
  if (error.code === "unreachable") return { kind: "down", personal: true };
  if (error.code === "centre_closed") return { kind: "closed", detail: error.detail, personal: true };
  if (error.code === "emergency_on") return { kind: "alarm" };
  if (error.code === "too_many_requests") return { kind: "many", seconds: error.retryAfter || 5, personal: true };
  if (NOT_ENROLLED.has(error.code)) return { kind: "enrol" };
  return { kind: "sorry", detail: error.detail, action: error.action, personal: true };
}

/** @param {Trouble} trouble @param {import("./centre.js").Centre} centre */
export function drawTrouble(trouble, centre) {
  const words = wordsOf(trouble, centre);
  setText(byRole("error-title"), words.title);
  setText(byRole("error-detail"), words.detail);
  setText(byRole("error-action"), words.action);
  setText(byRole("announce"), `${words.title}. ${words.detail} ${words.action}`);
  byRole("error-title").closest("section")?.setAttribute("data-kind", trouble.kind);
  show(byRole("error-waiting"), trouble.kind === "down" || trouble.kind === "refused");
  askToBePaired(trouble.kind === "enrol");
  show(byRole("error-presses"), Boolean(trouble.personal));
}

/** A machine without a token shows six digits until the manager has confirmed them. @param {boolean} wanted */
function askToBePaired(wanted) {
  show(byRole("enrol"), wanted);
  if (wanted) startPairing("kiosk", () => location.reload());
  else stopPairing();
}

/** @param {Trouble} trouble @param {import("./centre.js").Centre} centre */
function wordsOf(trouble, { opening, at }) {
  const title = t(`${trouble.kind}_title`);
  switch (trouble.kind) {
    case "down":
      return { title, detail: t("down_detail"), action: t("down_action") };
    case "closed":
      return { title, detail: opening.open ? trouble.detail ?? "" : closedText(opening, at), action: t("closed_action") };
    case "many":
      return { title, detail: t("many_detail", { seconds: trouble.seconds ?? 5 }), action: t("help_action") };
    case "alarm":
      return { title, detail: t("alarm_detail"), action: "" };
    case "enrol":
      return { title, detail: "", action: "" };
    default:
      return { title, detail: pick(trouble.text) || trouble.detail || "", action: trouble.action || t("help_action") };
  }
}

/**
 * Why it is closed, when it opens again, what becomes of those who wait, and the hours of that day.
 * @param {import("./centre.js").Opening} opening @param {string} at now, ISO with the centre's offset
 */
export function closedText({ opens_at: opensAt, sessions, reason, keeps_places: keepsPlaces }, at) {
  const hours = sessions.map(({ from, to }) => `${from}–${to}`).join(", ");
  const opens = opensText("opens", opensAt, at);
  return [
    sentence(pick(reason)),
    keepsPlaces === true ? `${opens} ${t("closed_keeps")}` : opens,
    hours ? t("closed_hours", { hours }) : "",
  ].filter(Boolean).join("\n");
}

/** @param {string} text that may end in its own full stop, and may be empty */
function sentence(text) {
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}
