/** One centre's page follows its file. */

import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { pick, t } from "/static/js/texts.js";
import { hasParts } from "./ask.js";
import { follow } from "./follow.js";
import { showRow } from "./state.js";

/** @typedef {import("./feed.d.ts").CentreFeed} CentreFeed */

/** @param {unknown} said @returns {said is CentreFeed} */
const isCentre = (said) => hasParts(said, ["names", "fields"]);

mount("city-centre", (body) => {
  follow(`/w/${body.dataset.centre}.json`, isCentre, (feed, now) => {
    setText(byRole("open"), t(feed.open === null || feed.silent ? "open_unknown" : feed.open ? "open" : "closed"));
    setText(byRole("closed-words"), pick(feed.closed_words));
    show(byRole("closed-words"), feed.open === false && feed.closed_words !== null);
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("[data-field]"))) {
      const field = feed.fields[row.dataset.field ?? ""];
      show(row, field !== undefined);
      if (field) showRow(row, feed, field, now);
    }
  });
});
