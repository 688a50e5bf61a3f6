/** When the centre, or a field, gives numbers again: in the words of server/core/queue/opening_words.py, for both are tried with one table of cases. */

import { language, t } from "./texts.js";

/** An opening that is further away is told with its date. */
const NEAR_DAYS = 6;
const DAY_MS = 86_400_000;

/**
 * "Mở cửa lại 07:00 thứ Hai."
 * @param {"opens" | "field_opens"} which whose texts: those of the centre, or of a field
 * @param {string | null | undefined} opensAt ISO with the centre's offset: its own digits are the local time
 * @param {string} at this moment, likewise
 */
export function opensText(which, opensAt, at) {
  if (!opensAt) return t(`${which}_never`);
  const ahead = daysBetween(at, opensAt);
  const form = ahead === 0 ? "today" : ahead <= NEAR_DAYS ? "soon" : "later";
  const date = opensAt.slice(0, 10).split("-").reverse().join("/");
  return t(`${which}_${form}`, { time: opensAt.slice(11, 16), day: weekdayOf(opensAt), date });
}

/** A field's own hours: "thứ Ba 07:30–11:30". @param {import("./answers.d.ts").FieldSession[]} hours */
export function hoursText(hours) {
  return hours.map(({ weekday, from, to }) => `${weekday === null ? t("every_day") : nameOf(weekday)} ${from}–${to}`).join("; ");
}

/**
 * Said before a number of a field outside its own hours is asked for: when there are some; "" within them.
 * @param {Partial<import("./answers.d.ts").FieldState>} field @param {string} at
 */
export function shutText({ open, opens_at: opensAt, hours = [] }, at) {
  return open === false ? t("shut_now", { opens: opensText("field_opens", opensAt, at), hours: hoursText(hours) }) : "";
}

/** @param {string} at */
function dayOf(at) {
  return Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
}

/** @param {string} from @param {string} to */
function daysBetween(from, to) {
  return Math.round((dayOf(to) - dayOf(from)) / DAY_MS);
}

/** @param {string} at */
function weekdayOf(at) {
  return nameOf(new Date(dayOf(at)).getUTCDay());
}

/** @param {number} weekday 1 is Monday; Sunday is 7, or 0 */
function nameOf(weekday) {
  const monday = Date.UTC(2024, 0, 1);
  const form = new Intl.DateTimeFormat(language() === "en" ? "en-GB" : language(), { weekday: "long", timeZone: "UTC" });
  const name = form.format(monday + ((weekday + 6) % 7) * DAY_MS);
  return language() === "vi" ? name.replace(/^Thứ/, "thứ").replace("Nhật", "nhật") : name;
}
