/** One entry of a list in a dialog: added or changed, with what that would change. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";
import { createAsked } from "./asked.js";
import { effectPlaces } from "./effect.js";
import { createFields } from "./fields.js";
import { linesText, showLines } from "./lines.js";
import { changeLines, entriesOf, keyOf, nameOf } from "./words.js";

/** @typedef {import("./forms.d.ts").Entry} Entry */

const PREFIX_PROBLEMS = ["prefix_had_today", "prefix_near_todays"];

/** @param {import("./part.js").Tools} tools @param {() => void} redraw @param {() => void} closed */
export function createEntry({ store, form, said, ahead }, redraw, closed) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-entry"));
  const fields = createFields(byRole("controls", node), form);
  /** @type {Entry | null} as it was when the dialog opened; null for a new one */
  let before = null;
  const lines = () => {
    const after = fields.read();
    return changeLines(form, { key: keyOf(after), before, after }, store.settings());
  };
  const effect = createAsked(form.part, effectPlaces((detail) => fields.complain(detail, false)));
  const complete = () => {
    const entry = fields.read();
    return form.controls.every(({ name, required }) => !required || Boolean(entry[name]));
  };
  /** The list with this entry in its place, or at its end. */
  const whole = () => {
    const entry = fields.read();
    const there = entriesOf(store.settings(), form.part);
    const known = there.some((each) => keyOf(each) === keyOf(entry));
    return known ? there.map((each) => (keyOf(each) === keyOf(entry) ? entry : each)) : [...there, entry];
  };
  const preview = () => {
    const found = lines();
    if (complete()) {
      effect.show(whole());
      ahead.show(whole());
    }
    showLines(byRole("lines", node), found);
    show(byRole("changes", node), found.length > 0 && (before !== null || complete())); // a new one needs its name first
  };
  const tell = (/** @type {string} */ detail, /** @type {string} */ action) => said.problem({ code: "", detail, action });
  /** @returns {string | undefined | void} the key of what is to be saved; none where something is to be mended first */
  const checkedKey = () => {
    const [key, found] = [keyOf(fields.read()), lines()];
    fields.clear();
    if (found.length === 0) return tell(t("nothing_changed"), t("nothing_changed_action"));
    const taken = before === null && entriesOf(store.settings(), form.part).some((each) => keyOf(each) === key);
    const own = form.controls.find((spec) => spec.key)?.name ?? "";
    if (taken || key === "" || key === "null" || key === "undefined") return fields.mark(own, t(taken ? "key_taken" : "key_missing"));
    return key;
  };
  /** @param {import("/static/js/api.js").ApiError} problem */
  const refused = async (problem) => {
    if (problem.code === "exception_past") return fields.mark("date", `${problem.detail} ${problem.action}`);
    if (PREFIX_PROBLEMS.includes(problem.code)) fields.mark("prefix", `${problem.detail} ${problem.action}`);
    if (problem.code === "not_valid" && fields.complain(problem.detail)) return tell(t("not_saved"), t("not_saved_action"));
    if (problem.code !== "settings_moved") return said.problem(problem);
    const others = await store.catchUp();
    redraw();
    if (before !== null) {
      const key = keyOf(before);
      before = entriesOf(store.settings(), form.part).find((each) => keyOf(each) === key) ?? null;
      if (before !== null) fields.merge(before, store.settings());
    }
    preview();
    tell(t("moved", { lines: linesText(others) }), t("moved_action"));
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      const key = checkedKey();
      if (key === undefined) return;
      const [after, found] = [fields.read(), lines()];
      await sendFrom(question, {
        send: () => store.send("PUT", `/settings/${form.part}/${encodeURIComponent(key)}`, after),
        done: () => {
          redraw();
          said.done(t("saved", { lines: linesText(found) }));
        },
        refused,
      });
    },
  });
  question.form.addEventListener("input", preview);
  // Closed without saving: what is set is shown again. After saving it is drawn anyway.
  node.addEventListener("close", () => node.open || closed());
  /** @param {Entry | null} entry @param {string} title */
  const open = (entry, title) => {
    before = entry;
    effect.forget();
    setText(/** @type {Element} */ (node.querySelector("h2")), title);
    question.open();
    fields.write(entry ?? fresh(form), store.settings(), entry === null);
    preview();
    /** @type {HTMLElement | null} */ (node.querySelector("input:not([readonly])"))?.focus();
  };
  return {
    add: () => open(null, t("add_title", { entry: pick(form.entry) })),
    /** @param {Entry} entry */
    edit: (entry) => open(entry, t("edit_title", { name: nameOf(entry) })),
  };
}

/** What a new entry begins with. @param {import("./forms.d.ts").Form} form @returns {Entry} */
function fresh(form) {
  return Object.fromEntries(form.controls.map(({ name, default: value, empty, widget, choices }) => {
    if (widget === "combination") return [name, choices[0]?.value];
    return [name, value ?? (widget === "several" || widget === "rows" || widget === "lines" ? [] : empty)];
  }));
}
