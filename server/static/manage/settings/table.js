/** A part that is one table: its form, what would change, and saving it. */

import { ApiError } from "/static/js/api.js";
import { byRole, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { createAsked } from "./asked.js";
import { aheadPlaces } from "./days_ahead.js";
import { effectPlaces } from "./effect.js";
import { createFields } from "./fields.js";
import { linesText, showLines } from "./lines.js";
import { differences } from "./words.js";

/**
 * @typedef {import("./forms.d.ts").Entry} Entry
 * @typedef {import("./part.js").Tools} Tools
 */

/** @param {Tools} tools @returns {import("./part.js").Part} */
export function createTable({ store, form, said }) {
  const node = /** @type {HTMLFormElement} */ (byRole("form"));
  const fields = createFields(byRole("controls"), form);
  const effect = createAsked(form.part, [...effectPlaces((detail) => fields.complain(detail, false)), ...aheadPlaces()]);
  let busy = false;
  const now = () => /** @type {Entry} */ (store.settings()[form.part]);
  const preview = () => {
    const lines = differences(form, now(), fields.read(), store.settings());
    showLines(byRole("lines"), lines);
    show(byRole("changes"), lines.length > 0);
    effect.show(fields.read());
    return lines;
  };
  const draw = () => {
    effect.forget();
    fields.write(now(), store.settings());
    preview();
  };
  const save = async () => {
    const lines = preview();
    if (lines.length === 0) return said.problem({ code: "", detail: t("nothing_changed"), action: t("nothing_changed_action") });
    fields.clear();
    await store.send("PUT", `/settings/${form.part}`, fields.read());
    draw();
    said.done(t("saved", { lines: linesText(lines) }));
  };
  /** @param {ApiError} problem */
  const refused = async (problem) => {
    if (problem.code === "not_valid" && fields.complain(problem.detail)) {
      return said.problem({ code: "", detail: t("not_saved"), action: t("not_saved_action") });
    }
    if (problem.code !== "settings_moved") return said.problem(problem);
    const others = await store.catchUp();
    fields.merge(now(), store.settings());
    preview();
    said.problem({ code: "", detail: t("moved", { lines: linesText(others) }), action: t("moved_action") });
  };
  node.addEventListener("input", preview);
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await save();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      await refused(problem);
    } finally {
      busy = false;
    }
  });
  byRole("discard").addEventListener("click", () => {
    draw();
    node.querySelector("input")?.focus();
  });
  return { draw, untouched: () => !fields.touched() };
}
