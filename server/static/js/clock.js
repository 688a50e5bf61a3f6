/** The centre's time, not the machine's: an old kiosk with a wrong clock still shows the right one. */

/**
 * @typedef {object} Clock
 * @property {(at: string) => void} sync take the server's time ("2026-11-22T08:15:00+07:00") as now
 * @property {() => number} now milliseconds since 1970, by the server's clock
 * @property {(at?: string | number) => string} time "08:15" in the centre's time zone; without an argument now. A moment
 *   that the server has written says its offset itself: in summer it may be another than now
 * @property {(at: string | number) => string} stamp "08:15", and "08:15 22/11" when that was another day
 * @property {(at: number) => string} iso "2026-11-22T08:15:00+07:00" at the centre
 * @property {(language: string) => string} date "Chủ Nhật, 22 tháng 11, 2026" today at the centre
 */

/** @param {string} at @returns {number | null} minutes east of UTC that an ISO time carries; `null` if it carries none */
function zoneOf(at) {
  const found = /([+-])(\d\d):?(\d\d)$/.exec(at);
  if (!found) return null;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

/** @returns {number} minutes east of UTC at the centre, as its page says; as this machine says on any other page */
function zoneOfThePage() {
  const { zone } = document.documentElement.dataset;
  return zone === undefined ? -new Date().getTimezoneOffset() : Number(zone);
}

/** @param {number} minutes east of UTC @returns {string} "+07:00" */
function offset(minutes) {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** @returns {Clock} */
export function createClock() {
  let ahead = 0;
  let zone = zoneOfThePage();
  const now = () => Date.now() + ahead;
  /** @param {string | number} at @returns {Date} a date whose UTC fields read as the centre's local time */
  const local = (at) =>
    typeof at === "string"
      ? new Date(Date.parse(at) + (zoneOf(at) ?? zone) * 60_000)
      : new Date(at + zone * 60_000);
  const time = (/** @type {string | number} */ at = now()) => local(at).toISOString().slice(11, 16);
  const day = (/** @type {string | number} */ at) => local(at).toISOString().slice(0, 10);
  return {
    now,
    time,
    sync(at) {
      ahead = Date.parse(at) - Date.now();
      zone = zoneOf(at) ?? 0;
    },
    stamp(at) {
      const [, month, date] = day(at).split("-");
      return day(at) === day(now()) ? time(at) : `${time(at)} ${date}/${month}`;
    },
    iso: (at) => local(at).toISOString().slice(0, 19) + offset(zone),
    date: (language) =>
      new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "full", timeZone: "UTC" }).format(
        local(now()),
      ),
  };
}

/**
 * Keep `draw` in step with the clock: called at once and then every second.
 * @param {() => void} draw
 */
export function everySecond(draw) {
  draw();
  return setInterval(draw, 1000);
}
