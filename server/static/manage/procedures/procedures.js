/** The manager's page of procedures: those done here, found as people type, and those that are not. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";
import { createLoaded } from "/static/manage/loaded.js";
import { createSaid } from "/static/manage/said.js";
import { createElsewhere } from "./elsewhere.js";
import { createForm } from "./form.js";
import { createImport } from "./file.js";
import { createList } from "./list.js";
import { createSure } from "./sure.js";

/**
 * @typedef {import("/static/js/answers.d.ts").ManagedProcedure} Procedure
 *
 * @typedef {object} Tools
 * @property {import("/static/js/api.js").Api} api
 * @property {Record<string, string>} fields names by code
 * @property {import("/static/manage/said.js").Said} said
 * @property {() => Promise<boolean>} load asks for what is shown anew
 * @property {(text: string, seq?: number) => Promise<void>} done says so, offers to take the change `seq` back, loads
 */

const EVERY_MS = 1000;

mount("admin-procedures", (body) => {
  const clock = createClock();
  const api = createApi();
  const said = createSaid();
  const ask = async () => {
    await Promise.all([list.load(), elsewhere.load()]);
  };
  const { load, begin } = createLoaded(ask, { versionOf: ({ catalogue }) => catalogue, everyMs: EVERY_MS, clock });
  /** @param {number} seq */
  const takeBack = async (seq) => {
    try {
      await api.post(`/procedures/changes/${seq}/take-back`);
      said.done(t("said_undone"));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    }
    await load();
  };
  /** @type {Tools} */
  const tools = {
    api,
    fields: fieldNames(),
    said,
    load,
    done: async (text, seq) => {
      said.done(text, seq === undefined ? undefined : () => void takeBack(seq));
      await load();
    },
  };
  const form = createForm(tools);
  const sure = createSure(tools);
  const list = createList(tools, { edit: form.edit, switchOff: sure.switchOff }, Number(body.dataset.onAPage));
  const elsewhere = createElsewhere(tools, sure.remove);
  const taken = createImport(tools);
  byRole("add").addEventListener("click", () => form.add());
  byRole("take-file").addEventListener("click", () => taken.open());
  byRole("views").addEventListener("change", (event) => {
    const here = /** @type {HTMLInputElement} */ (event.target).value === "here";
    show(byRole("here"), here);
    show(byRole("elsewhere"), !here);
  });

  begin();
});

/** @returns {Record<string, string>} */
function fieldNames() {
  /** @type {{code: string, name: string}[]} */
  const fields = JSON.parse(byRole("fields").textContent ?? "[]");
  return Object.fromEntries(fields.map(({ code, name }) => [code, name]));
}
