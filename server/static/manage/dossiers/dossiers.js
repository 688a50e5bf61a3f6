/** The manager's page of the dossier system's list: what is in use, another file with its preview, and deleting it. */

import { ApiError, createApi } from "/static/js/api.js";
import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";
import { createSaid } from "/static/manage/said.js";
import { dayOf, drawPlan } from "./plan.js";

/**
 * @typedef {import("/static/js/answers.d.ts").DossierList} List
 * @typedef {import("/static/js/answers.d.ts").ListPlan} Plan
 */

mount("admin-dossiers", () => {
  const api = createApi();
  const said = createSaid();
  const form = /** @type {HTMLFormElement} */ (byRole("form"));
  const save = /** @type {HTMLButtonElement} */ (byRole("save"));
  const box = /** @type {HTMLInputElement} */ (document.getElementById("field-file"));
  /** @type {{file: File, plan: Plan} | null} */
  let seen = null;
  let looks = 0;

  /** @param {unknown} problem */
  const tell = (problem) => {
    if (!(problem instanceof ApiError)) throw problem;
    said.problem(problem);
  };
  /** @param {string} name */
  const typed = (name) => String(new FormData(form).get(name) ?? "");
  /** @param {File} file */
  const path = (file) => {
    const query = { from: typed("first"), to: typed("last"), source: file.name.slice(0, 120) };
    return `/dossiers.csv?${new URLSearchParams(query)}`;
  };
  const load = async () => {
    /** @type {List} */
    const { list } = await api.get("/dossiers/list");
    show(byRole("delete"), list !== null);
    show(byRole("list-about"), list !== null);
    if (!list) return setText(byRole("source"), t("none"));
    const { source, rows, from, to, by, at } = list;
    setText(byRole("source"), t("source", { source, rows, first: dayOf(from), last: dayOf(to) }));
    setText(byRole("list-about"), t("about", { by, at: `${at.slice(11, 16)} ${dayOf(at.slice(0, 10))}` }));
  };
  const look = async () => {
    const file = box.files?.[0];
    const mine = (looks += 1);
    seen = null;
    save.disabled = true;
    drawPlan(null);
    if (!file) return;
    setText(byRole("plan"), t("reading"));
    try {
      /** @type {Plan} */
      const plan = await api.upload(`${path(file)}&preview=true`, file);
      if (mine !== looks) return;
      seen = { file, plan };
      drawPlan(plan);
      save.disabled = plan.wrong > 0;
    } catch (problem) {
      if (mine !== looks) return;
      drawPlan(null);
      tell(problem);
    }
  };
  const question = createQuestion(/** @type {HTMLDialogElement} */ (document.getElementById("dialog-delete")), {
    onConfirm: async () => {
      await sendFrom(question, {
        send: () => api.change("DELETE", "/dossiers/list", null),
        done: () => said.done(t("said_deleted")),
        refused: (problem) => said.problem(problem),
      });
      await load().catch(tell);
    },
  });
  form.addEventListener("change", () => void look());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!seen || save.disabled) return;
    const { file, plan } = seen;
    save.disabled = true;
    try {
      /** @type {Plan} */
      const saved = await api.upload(path(file), file, plan.version);
      form.reset();
      drawPlan(null);
      seen = null;
      said.done(t("said_saved", { rows: saved.rows }));
    } catch (problem) {
      tell(problem);
      await look();
    }
    await load().catch(tell);
  });
  byRole("delete").addEventListener("click", () => question.open());
  load().catch(tell);
});
