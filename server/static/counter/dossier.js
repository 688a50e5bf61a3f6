/** How far a dossier is, beside the box in which its code is typed or scanned: state and due day, as the list says. */

import { ApiError } from "/static/js/api.js";
import { setText } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";

/** What can be a whole code; less of it is not asked for. */
const CODE = /^[A-Z0-9]{2,3}(\.[A-Z0-9]{1,3}){0,4}-\d{6}-\d{4,}$/i;
/** Nobody is asked between two keys, nor two signs of a scanner. */
const PAUSE_MS = 300;

/** @typedef {import("/static/js/answers.d.ts").DossierTold} Told */

/**
 * @param {import("/static/js/api.js").Api} api @param {HTMLInputElement} input @param {HTMLElement} line
 * @returns {() => void} looks at what stands in the box now
 */
export function bindLookUp(api, input, line) {
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const look = async () => {
    const code = input.value.trim().toUpperCase();
    if (code === asked) return;
    asked = code;
    say(line, "", false);
    if (!CODE.test(code)) return;
    try {
      /** @type {Told} */
      const told = await api.get(`/dossiers/${encodeURIComponent(code)}`);
      if (code === asked) say(line, sentence(told), told.overdue);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (code === asked && problem.code !== "no_dossiers") say(line, problem.detail, false);
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(look, PAUSE_MS);
  });
  return () => void look();
}

/** @param {HTMLElement} line @param {string} text @param {boolean} overdue */
function say(line, text, overdue) {
  setText(line, text);
  line.toggleAttribute("data-overdue", overdue);
}

/** @param {Told} told */
function sentence({ states, due, overdue, as_of: asOf, age_days: days }) {
  const parts = [pick(states), due ? t("dossier_due", { day: dayOf(due) }) : t("dossier_no_due")];
  if (overdue) parts.push(t("dossier_overdue"));
  return `${parts.join(". ")}. ${t(days > 0 ? "dossier_as_of" : "dossier_as_of_today", { day: dayOf(asOf), days })}`;
}

/** @param {string} day ISO */
function dayOf(day) {
  return day.split("-").reverse().join("/");
}
