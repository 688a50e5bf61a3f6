/** How right the waits were that people were told, in plain words. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { createFollow } from "./follow.js";

const EVERY_MS = 5000;

/** @param {{api: import("/static/js/api.js").Api}} options */
export function createWaits({ api }) {
  const load = async () => {
    try {
      draw(await api.get("/reports/waits"));
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(byRole("waits-few"), `${problem.detail} ${problem.action}`);
      show(byRole("waits-few"));
      return false;
    }
  };
  const follow = createFollow(load, EVERY_MS);
  return {
    /** @param {import("./today.js").Totals} today */
    follow: ({ called, serving, finished, no_show }) => follow([called, serving, finished, no_show]),
  };
}

/** @param {import("/static/js/answers.d.ts").WaitsReport} report */
function draw({ tickets, within_high, median_error_s, median_wait_s }) {
  const enough = within_high !== null && median_error_s !== null && median_wait_s !== null;
  show(byRole("waits-few"), !enough);
  show(byRole("waits"), enough);
  if (!enough) return setText(byRole("waits-few"), t("waits_few", { tickets }));
  setText(byRole("waits-within"), t("share", { share: Math.round(within_high * 100) }));
  setText(byRole("waits-error"), minutes(median_error_s));
  setText(byRole("waits-usual"), minutes(median_wait_s));
  setText(byRole("waits-tickets"), String(tickets));
}

/** @param {number} seconds */
function minutes(seconds) {
  return seconds < 60 ? t("under_a_minute") : t("minutes", { minutes: Math.round(seconds / 60) });
}
