/** The visits behind a figure: how far their workbook has come, while the server makes it. */

import { ApiError, createApi, newKey } from "/static/js/api.js";
import { byRole, onAction, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

const EVERY_MS = 500;
/** A file of one day may be done before it is asked after. */
const PATIENCE = 6;

mount("report-visits", (body) => {
  const api = createApi();
  onAction(body, (name, link) => {
    if (name !== "xlsx") return;
    const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    const key = newKey();
    address.searchParams.set("progress", key);
    /** @type {HTMLAnchorElement} */ (link).href = address.href;
    void follow(api, key);
  });
});

/** @param {import("/static/js/api.js").Api} api @param {string} key */
async function follow(api, key) {
  const bar = /** @type {HTMLProgressElement} */ (byRole("progress-bar"));
  show(byRole("progress"));
  bar.value = 0;
  for (let unknown = 0; unknown < PATIENCE; ) {
    await new Promise((wake) => setTimeout(wake, EVERY_MS));
    const { done, days } = await progressOf(api, key);
    unknown = days === 0 ? unknown + 1 : 0;
    if (days === 0) continue;
    bar.max = days;
    bar.value = done;
    setText(byRole("progress-text"), t("file_days", { done, days }));
    if (done >= days) break;
  }
  bar.value = bar.max;
  setText(byRole("progress-text"), t("file_done"));
}

/** @param {import("/static/js/api.js").Api} api @param {string} key @returns {Promise<import("/static/js/answers.d.ts").Progress>} */
async function progressOf(api, key) {
  try {
    return await api.get(`/reports/progress?key=${key}`);
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    return { done: 0, days: 0 };
  }
}
