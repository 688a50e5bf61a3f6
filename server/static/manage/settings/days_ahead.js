/** What the opening hours would do, before they are saved: the days to come, and what kiosks would say now. */

import { ApiError } from "/static/js/api.js";
import { byRole, el, setText } from "/static/js/dom.js";
import { language, pick, t } from "/static/js/texts.js";
import { dayOf, same } from "./words.js";

/**
 * @typedef {import("/static/js/answers.d.ts").HoursPreview} HoursPreview
 * @typedef {HoursPreview["days"][number]} DayAhead
 */

/** Typing is over after such a pause. */
const PAUSE_MS = 250;
const WHOLE_DAY = [{ from: "00:00", to: "00:00" }];

/** @param {import("/static/js/api.js").Api} api @param {string} part */
export function createDaysAhead(api, part) {
  let asked = 0;
  let timer = 0;
  /** @param {object} value @param {number} turn */
  const ask = async (value, turn) => {
    try {
      /** @type {import("./forms.d.ts").Preview} */
      const { hours } = await api.post(`/settings/${part}/preview`, { value });
      if (turn === asked && hours) draw(hours);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (turn === asked) setText(byRole("ahead-said"), problem.code === "not_valid" ? t("not_shown") : problem.detail);
    }
  };
  return {
    /** @param {object} value the part as it would be */
    show(value) {
      const turn = (asked += 1);
      clearTimeout(timer);
      timer = window.setTimeout(() => ask(value, turn), PAUSE_MS);
    },
  };
}

/** @param {HoursPreview} preview */
function draw({ said, days }) {
  setText(byRole("ahead-said"), pick(said));
  byRole("ahead-days").replaceChildren(...days.map(dayNode));
}

/** @param {DayAhead} day */
function dayNode({ date, sessions, reason, changed }) {
  const hours = same(sessions, WHOLE_DAY) ? t("all_day") : sessions.map(({ from, to }) => `${from}–${to}`).join(", ");
  const told = [hours || t("closed_day"), pick(reason)].filter(Boolean).join(" · ");
  const name = el("span", { class: "quiet", text: `${weekdayAndDate(date)}: ` });
  return el("li", { dataset: { date } }, name, el(changed ? "strong" : "span", { text: told }));
}

/** "Thứ Ba 17/02/2027" @param {string} date */
export function weekdayAndDate(date) {
  const form = new Intl.DateTimeFormat(language() === "en" ? "en-GB" : language(), { weekday: "long", timeZone: "UTC" });
  return `${form.format(Date.parse(`${date}T00:00:00Z`))} ${dayOf(date)}`;
}
