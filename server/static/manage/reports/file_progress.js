/** How far a report's file has come, told until it is done or nothing is known of it any more. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const EVERY_MS = 500;
/** So often in a row nothing may be known of a file: it was refused, or the server cannot be reached. */
const PATIENCE = 20;

/** @param {Pick<import("/static/js/api.js").Api, "get">} api @param {string} key @param {number} [everyMs] */
export async function follow(api, key, everyMs = EVERY_MS) {
  const bar = /** @type {HTMLProgressElement} */ (byRole("progress-bar"));
  show(byRole("progress"));
  bar.value = 0;
  setText(byRole("progress-text"), "");
  for (let unknown = 0; unknown < PATIENCE; ) {
    await new Promise((wake) => setTimeout(wake, everyMs));
    const { done, days } = await progressOf(api, key);
    unknown = days === 0 ? unknown + 1 : 0;
    if (days === 0) continue;
    bar.max = days;
    bar.value = done;
    setText(byRole("progress-text"), done < days ? t("file_days", { done, days }) : t("file_done"));
    if (done >= days) return;
  }
  show(byRole("progress"), false);
}

/** @param {Pick<import("/static/js/api.js").Api, "get">} api @param {string} key @returns {Promise<import("/static/js/answers.d.ts").Progress>} */
async function progressOf(api, key) {
  try {
    return await api.get(`/reports/progress?key=${key}`);
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    return { done: 0, days: 0 };
  }
}
