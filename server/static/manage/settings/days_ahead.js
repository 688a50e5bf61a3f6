/** What the opening hours would do, drawn under their form: the days to come, and what kiosks would say now. */

import { byRole, el, setText } from "/static/js/dom.js";
import { language, pick, t } from "/static/js/texts.js";
import { dayOf, same } from "./words.js";

/**
 * @typedef {import("/static/js/answers.d.ts").HoursPreview} HoursPreview
 * @typedef {HoursPreview["days"][number]} DayAhead
 */

const WHOLE_DAY = [{ from: "00:00", to: "00:00" }];

/** Nothing on a page without a place for it. @returns {import("./asked.js").Drawn[]} */
export function aheadPlaces() {
  if (!document.querySelector('[data-role="ahead-days"]')) return [];
  return [{
    draw(found, problem) {
      if (found?.hours) draw(found.hours);
      else if (problem) setText(byRole("ahead-said"), problem.code === "not_valid" ? t("not_shown") : problem.detail);
    },
  }];
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
