/** The page of one part of the settings: made from its form, kept up to date while nothing was typed. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { createSaid } from "/static/manage/said.js";
import { followLine } from "../line.js";
import { createAsked } from "./asked.js";
import { aheadPlaces } from "./days_ahead.js";
import { createHolidays } from "./holidays.js";
import { createList } from "./list.js";
import { createStore } from "./store.js";
import { createTable } from "./table.js";

/**
 * @typedef {object} Tools
 * @property {import("./store.js").Store} store
 * @property {import("./forms.d.ts").Form} form
 * @property {import("/static/manage/said.js").Said} said
 * @property {import("./asked.js").Asked} ahead shows under a list what it would do, where the page has a place for it
 * @property {() => void} [drawn] hears that what is set was drawn anew
 *
 * @typedef {{draw: () => void, untouched: () => boolean}} Part
 */

mount("settings-part", (body) => {
  /** @type {import("./forms.d.ts").Forms} */
  const forms = JSON.parse(byRole("forms").textContent ?? "{}");
  const form = forms[body.dataset.part ?? ""];
  if (!form) throw new Error(`there is no form "${body.dataset.part}"`);
  const said = createSaid();
  const api = createApi();
  const store = createStore(api, forms);
  const ahead = createAsked(form.part, aheadPlaces());
  /** @type {Tools} */
  const tools = { store, form, said, ahead };
  const part = (form.list ? createList : createTable)(tools);
  const holidays = document.querySelector('[data-role="holidays"]') ? createHolidays(tools, api, part.draw) : null;
  tools.drawn = () => holidays?.draw();
  let asking = false;
  const load = async () => {
    asking = true;
    try {
      await store.load();
      part.draw();
      if (!body.dataset.drawn) showAsked();
      body.dataset.drawn = "true";
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    } finally {
      asking = false;
    }
  };
  followLine(({ settings: version }) => {
    // What was typed stays: saving it says what somebody else has set meanwhile.
    if (!asking && version > store.version() && part.untouched() && !holidays?.ticked()) load();
  });
  load();
});

/** The setting that the address names: `#setting-vi`. */
function showAsked() {
  const wanted = document.getElementById(location.hash.slice(1));
  wanted?.scrollIntoView({ block: "center" });
  wanted?.focus();
}
