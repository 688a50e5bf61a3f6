/** What has to be asked first: for which fields a counter opens and who sits there; to whom it is handed over. */

import { chosen, fillChoices } from "/static/js/choices.js";
import { counterName } from "/static/js/counter_name.js";
import { createQuestion } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {object} Tools
 * @property {import("./acts.js").Acts} acts
 * @property {import("./officers.js").Officers} officers
 * @property {(n: number) => import("./counters.js").Counter} counter
 *
 * @typedef {(n: number, fields?: string[]) => Promise<void>} Ask `fields` to open it for; by default its own
 */

/** @param {Tools} tools @returns {Ask} */
export function createOpening({ acts, officers, counter }) {
  return createAsking("open", { officers, counter }, {
    title: (name) => t("open_title", { counter: name }),
    confirm: (name) => t("open_title", { counter: name }),
    missing: (form) => (new FormData(form).has("fields") ? "officer" : "fields"),
    send: (n, form, officer) => acts.act(n, "open", { fields: new FormData(form).getAll("fields"), officer }),
  });
}

/** @param {Tools} tools @returns {Ask} */
export function createHandOver({ acts, officers, counter }) {
  return createAsking("hand-over", { officers, counter }, {
    title: (name) => t("hand_over_title", { counter: name }),
    confirm: (name) => t("hand_over_confirm", { counter: name }),
    send: (n, _, officer) => acts.act(n, "hand-over", { officer }, { officer: officers.name(officer) }),
  });
}

/**
 * @param {string} name of the dialog
 * @param {Pick<Tools, "officers" | "counter">} tools
 * @param {{title: (name: string) => string, confirm: (name: string) => string,
 *   missing?: (form: HTMLFormElement) => string,
 *   send: (n: number, form: HTMLFormElement, officer: string) => Promise<boolean>}} what `missing` is what has to be
 *   chosen before the officer
 * @returns {Ask}
 */
function createAsking(name, { officers, counter }, { title, confirm, missing = () => "officer", send }) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById(`dialog-${name}`));
  let n = 0;
  /** @type {string[]} */
  let fields = [];
  const question = createQuestion(node, {
    onOpen: () => {
      setText(/** @type {Element} */ (node.querySelector("h2")), title(counterName(counter(n))));
      setText(byRole("confirm-text", node), confirm(counterName(counter(n))));
      for (const box of question.form.querySelectorAll('[name="fields"]')) {
        const input = /** @type {HTMLInputElement} */ (box);
        input.checked = fields.includes(input.value);
      }
      // Nobody is put at a counter, and no counter is handed over, by Enter alone.
      const ready = (/** @type {{value: string}} */ { value }) => name === "open" && officers.isReady(value, n);
      const list = byRole(`${name}-officers`, node);
      list.replaceChildren();
      fillChoices(list, "officer", officers.choices(n), ready);
    },
    onConfirm: async () => {
      const officer = chosen(question.form, "officer");
      const first = missing(question.form);
      if (first === "fields") return say(question.form, t("no_fields"), t("no_fields_action"));
      if (officer === "") return say(question.form, t("no_officer"), t("no_officer_action"));
      question.setBusy(true);
      const done = await send(n, question.form, officer);
      question.setBusy(false);
      if (done) question.close();
    },
  });
  return async (asked, wanted) => {
    n = asked;
    fields = wanted ?? counter(n).fields;
    if (await officers.ask()) question.open();
  };
}

/** @param {HTMLElement} form @param {string} title @param {string} text */
function say(form, title, text) {
  setText(byRole("dialog-notice-title", form), title);
  setText(byRole("dialog-notice-text", form), text);
  show(byRole("dialog-notice", form));
}
