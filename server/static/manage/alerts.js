/** The alerts that stand: what each says, the way to what answers it, and who looks after it. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { createAlertSound } from "./alert_sound.js";
import { wayOf } from "./ways.js";

/**
 * @typedef {object} Alert
 * @property {number} id
 * @property {import("/static/js/texts.js").Both} names
 * @property {import("/static/js/texts.js").Both} text
 * @property {string} metric
 * @property {string} about
 * @property {number | null} counter
 * @property {string[]} roles who is told; none is everybody
 * @property {string} raised_at
 * @property {string} told_at
 * @property {string | null} acknowledged_by
 * @property {string | null} acknowledged_at
 *
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {import("./suggestions.js").Suggestion} Suggestion
 */

/**
 * @param {object} options
 * @param {import("/static/js/api.js").Api} options.api
 * @param {Clock} options.clock
 * @param {(problem: any) => void} options.onProblem
 */
export function createAlerts({ api, clock, onProblem }) {
  const sound = createAlertSound();
  const role = document.body.dataset.as ?? "";
  /** When people were told of each alert last; nothing before the first snapshot. @type {Map<number, string> | null} */
  let heard = null;

  byRole("alerts").addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest('[data-role="acknowledge"]');
    const id = /** @type {HTMLElement | null} */ (button?.closest("li"))?.dataset.key;
    if (!id) return;
    try {
      await api.post(`/alerts/${id}/acknowledge`);
    } catch (problem) {
      onProblem(problem);
    }
  });

  return {
    /** @param {Alert[]} all @param {Suggestion[]} suggestions */
    show(all, suggestions) {
      const told = all.filter(({ roles }) => roles.length === 0 || roles.includes(role));
      const canOpen = new Set(suggestions.map(({ field }) => field));
      show(byRole("alerts-none"), told.length === 0);
      byRole("alerts-section").dataset.standing = String(told.some(({ acknowledged_at: seen }) => seen === null));
      syncList(byRole("alerts"), told, ({ id }) => String(id), () => stamp("alert-template"), (row, alert) =>
        fill(row, alert, { clock, canOpen }));
      const news = heard === null ? [] : told.filter((alert) => isNews(alert, heard?.get(alert.id)));
      heard = new Map(told.map(({ id, told_at }) => [id, told_at]));
      if (told.length === 0) setText(byRole("alerts-said"), "");
      if (news.length === 0) return;
      setText(byRole("alerts-said"), news.map(({ text }) => pick(text)).join(" "));
      for (const { id, names, text } of news) sound.tell({ id, title: pick(names), text: pick(text) });
    },
  };
}

/** @param {Alert} alert @param {string | undefined} before when it was told before */
function isNews({ told_at, acknowledged_at }, before) {
  return acknowledged_at === null && (before === undefined || told_at > before);
}

/** @param {HTMLElement} row @param {Alert} alert @param {{clock: Clock, canOpen: Set<string>}} now */
function fill(row, alert, { clock, canOpen }) {
  const { names, text, raised_at, acknowledged_by: who, acknowledged_at: seen } = alert;
  row.dataset.acknowledged = String(seen !== null);
  setText(byRole("name", row), pick(names));
  setText(byRole("text", row), pick(text));
  const since = t("alert_since", { time: clock.time(raised_at) });
  setText(byRole("since", row), seen === null ? since : `${since} ${t("alert_seen", { who: who ?? "", time: clock.time(seen) })}`);
  const button = row.querySelector('[data-role="acknowledge"]');
  if (!button) return;
  show(button, seen === null);
  setText(byRole("for", row), ` ${pick(text)}`);
  const way = byRole("way", row);
  const found = wayOf(alert, canOpen);
  way.setAttribute("href", found.href);
  setText(way, found.text);
}
