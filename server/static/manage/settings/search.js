/** The overview of the settings: those whose words hold what is typed. */

import { byRole, setText, show } from "/static/js/dom.js";
import { fold } from "/static/js/fold.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";
import { followLine } from "../line.js";

mount("settings-overview", () => {
  const box = /** @type {HTMLInputElement} */ (document.getElementById("field-search"));
  const search = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-card]"))) {
      const about = fold(card.dataset.card ?? "");
      const items = /** @type {HTMLElement[]} */ ([...card.querySelectorAll("[data-words]")]);
      const fits = (/** @type {string} */ text) => words.every((word) => `${about} ${text}`.includes(word));
      const matches = items.filter((item) => fits(fold(item.dataset.words ?? "")));
      for (const item of items) show(item, words.length === 0 || matches.includes(item));
      show(card, words.length === 0 || matches.length > 0 || fits(""));
      found += matches.length;
    }
    setText(byRole("found"), words.length === 0 ? "" : t("found", { count: found }));
    show(byRole("none"), words.length > 0 && !document.querySelector("[data-card]:not([hidden])"));
  };
  byRole("search-form").addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", search);
  followLine(() => {});
});
