/** The manager's page of programs: a name is found while it is typed. */

import { setText, show } from "/static/js/dom.js";
import { fold } from "/static/js/fold.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

mount("programs", (body) => {
  const search = /** @type {HTMLInputElement | null} */ (body.querySelector('[data-role="search"]'));
  search?.addEventListener("input", () => find(body, search.value));
});

/** @param {HTMLElement} body @param {string} typed */
function find(body, typed) {
  const wanted = fold(typed.trim());
  let count = 0;
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("[data-program]"))) {
    const fits = fold(row.dataset.name ?? "").includes(wanted);
    show(row, fits);
    if (fits) count += 1;
  }
  const found = body.querySelector('[data-role="found"]');
  if (found) setText(found, t("found", { count }));
}
