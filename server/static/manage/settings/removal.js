/** An entry of a list is taken out of use: asked first; whoever waits for a field goes on in another one. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, el, setText, show } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";
import { createAsked } from "./asked.js";
import { leavingPlaces } from "./leaving.js";
import { linesText } from "./lines.js";
import { createPuttingBack } from "./putting_back.js";
import { entriesOf, keyOf, nameOf } from "./words.js";

/** @typedef {import("./forms.d.ts").Entry} Entry */

/** @param {import("./part.js").Tools} tools @param {() => void} redraw */
export function createRemoval(tools, redraw) {
  const { store, form, said } = tools;
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-removal"));
  const to = /** @type {HTMLSelectElement} */ (document.getElementById("field-to"));
  const leaving = createAsked(form.part, leavingPlaces(node, form.part));
  /** @type {Entry | null} */
  let entry = null;
  const offer = () => {
    const others = entriesOf(store.settings(), form.part).filter((each) => entry && keyOf(each) !== keyOf(entry));
    to.replaceChildren(el("option", { value: "", text: t("choose_field") }), ...others.map((each) => el("option", { value: keyOf(each), text: nameOf(each) })));
    show(byRole("to-field", node));
    to.focus();
  };
  /** @param {import("/static/js/api.js").ApiError} problem */
  const refused = async (problem) => {
    if (problem.code === "field_has_people") offer();
    if (problem.code === "not_valid") return said.problem({ code: "", detail: t(`used_${form.part}`), action: t(`used_${form.part}_action`) });
    if (problem.code !== "settings_moved") return said.problem(problem);
    const others = await store.catchUp();
    redraw();
    said.problem({ code: "", detail: t("moved", { lines: linesText(others) }), action: t("moved_removal") });
  };
  const putBack = createPuttingBack(tools, redraw);
  const question = createQuestion(node, {
    onConfirm: async () => {
      if (!entry) return;
      const [gone, since] = [entry, store.version()];
      const where = to.value ? `?to=${encodeURIComponent(to.value)}` : "";
      const goes = to.value ? t("they_go", { field: to.selectedOptions[0]?.text ?? "" }) : "";
      await sendFrom(question, {
        send: () => store.send("DELETE", `/settings/${form.part}/${encodeURIComponent(keyOf(gone))}${where}`),
        done: () => {
          const until = store.version();
          redraw();
          const text = [t("removed", { entry: pick(form.entry), name: nameOf(gone) }), goes].filter(Boolean).join(" ");
          // Whoever was sent to another field has its number now: that does not come back.
          said.done(text, goes ? undefined : () => void putBack(since, until));
        },
        refused,
      });
    },
  });
  return {
    /** @param {Entry} chosen */
    ask(chosen) {
      entry = chosen;
      to.replaceChildren();
      setText(byRole("removal-name", node), nameOf(chosen));
      show(byRole("to-field", node), false);
      leaving.forget();
      leaving.show(entriesOf(store.settings(), form.part).filter((each) => keyOf(each) !== keyOf(chosen)));
      question.open();
    },
  };
}
