/** The visits behind a figure: their workbook is followed while the server makes it. */

import { createApi, newKey } from "/static/js/api.js";
import { onAction } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { follow } from "/static/manage/reports/file_progress.js";

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
