/** When and where a notice is shown, in a few words. */

import { t } from "/static/js/texts.js";

/** @typedef {import("/static/js/answers.d.ts").Schedule} Schedule */

/** @param {import("/static/js/answers.d.ts").Notice} notice @param {Record<string, string>} names of halls */
export function whenText({ schedule, seconds, kind, halls }, names) {
  const parts = [daysText(schedule), weekdaysText(schedule), hoursText(schedule)].filter(Boolean);
  if (parts.length === 0) parts.push(t("always"));
  if (kind !== "ticker") parts.push(t("seconds", { seconds }));
  if (halls.length > 0) parts.push(t("in_halls", { halls: halls.map((code) => names[code] ?? code).join(", ") }));
  return parts.join(" · ");
}

/** @param {Schedule} schedule */
function daysText({ first_day: from, last_day: to }) {
  const values = { first: day(from), last: day(to) };
  if (from && to) return t("days_between", values);
  return from ? t("days_from", values) : to ? t("days_until", values) : "";
}

/** @param {Schedule} schedule */
function weekdaysText({ weekdays }) {
  return weekdays.map((number) => t(`weekday_${number}`)).join(", ");
}

/** @param {Schedule} schedule */
function hoursText({ start, until }) {
  if (start && until) return t("hours_between", { start, until });
  return start ? t("hours_from", { start }) : until ? t("hours_until", { until }) : "";
}

/** @param {string} iso @returns {string} as people here write a day */
function day(iso) {
  return iso.split("-").reverse().join("/");
}
