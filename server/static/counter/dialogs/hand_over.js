/** To whom the counter goes, with the ticket in hand. */

import { chosen, fillChoices } from "/static/js/choices.js";
import { focusFirst } from "/static/js/dialog.js";
import { byRole } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { showProblem } from "../notice.js";

/** @typedef {import("/static/js/answers.d.ts").Officer} Officer */

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function handOverDialog({ api, view }) {
  const fill = async (/** @type {HTMLFormElement} */ form) => {
    /** @type {import("/static/js/answers.d.ts").Officers} */
    const { items } = await api.get("/officers");
    const others = items.filter(({ username, active }) => active && username !== view()?.officer?.username);
    const free = others.filter(({ at }) => at === null);
    const taken = others.filter(({ at }) => at !== null);
    fillChoices(byRole("officers", form), "officer", [...free, ...taken].map(asChoice));
    focusFirst(form); // while there was nothing to choose, it stood on "cancel"
    setReady(form);
  };
  return {
    bind: (form) => form.addEventListener("change", () => setReady(form)),
    ask: (form) => {
      byRole("officers", form).replaceChildren();
      setReady(form);
      fill(form).catch(showProblem);
    },
    answer: (form) => ({ action: "hand-over", body: { officer: chosen(form, "officer") } }),
  };
}

/** @param {Officer} officer */
function asChoice({ username, name, role, at }) {
  const detail = at === null ? (role === "officer" ? "" : t("is_manager")) : t("is_at", { n: at });
  return { value: username, title: name, detail, disabled: at !== null };
}

/** @param {HTMLFormElement} form */
function setReady(form) {
  /** @type {HTMLButtonElement} */ (form.querySelector("[data-confirm]")).disabled = chosen(form, "officer") === "";
}
