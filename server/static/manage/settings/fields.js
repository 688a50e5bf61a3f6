/** The controls of one table, or of one entry of a list: filled, read, and told what is wrong. */

import { language, pick, t } from "/static/js/texts.js";
import { createControl } from "./widgets.js";
import { keyOf, same } from "./words.js";

/**
 * @typedef {import("./forms.d.ts").Form} Form
 * @typedef {import("./forms.d.ts").Entry} Entry
 * @typedef {import("./forms.d.ts").Settings} Settings
 * @typedef {import("./forms.d.ts").Control} Control
 * @typedef {ReturnType<typeof createFields>} Fields
 */

/** An entry of a list cannot be chosen for itself. @param {Entry | Entry[] | undefined} entries @param {Entry} own @returns {Entry | Entry[]} */
function withoutItself(entries, own) {
  return Array.isArray(entries) ? entries.filter((each) => keyOf(each) !== keyOf(own)) : entries ?? [];
}

/** @param {HTMLElement} root where they stand @param {Form} form */
export function createFields(root, form) {
  /** @type {Control[]} */
  let controls = [];
  /** @type {Entry} */
  let written = {};
  const read = () => Object.fromEntries(controls.map((control) => [control.spec.name, control.read()]));
  const clear = () => controls.forEach((control) => control.complain(""));
  return {
    read,
    clear,
    /** @param {Entry} value @param {Settings} settings what can be chosen from @param {boolean} [fresh] whether it is a new entry */
    write(value, settings, fresh = false) {
      const others = fresh ? settings : { ...settings, [form.part]: withoutItself(settings[form.part], value) };
      controls = form.controls.map((spec) => createControl(spec, `setting-${spec.name}`, others));
      root.replaceChildren(...controls.map(({ node }) => node));
      for (const control of controls) {
        control.write(value[control.spec.name]);
        if (control.spec.key && !fresh) control.node.querySelector("input")?.setAttribute("readonly", "");
      }
      written = read();
    },
    /** What was typed stays, what was not is what somebody else has set. @param {Entry} now @param {Settings} settings */
    merge(now, settings) {
      const typed = read();
      const before = written;
      const kept = form.controls.filter(({ name }) => !same(typed[name], before[name]));
      this.write(now, settings);
      for (const control of controls) if (kept.includes(control.spec)) control.write(typed[control.spec.name]);
    },
    touched: () => !same(read(), written),
    /**
     * A refusal at the settings that it is about; the focus goes to the first of them, unless somebody is typing.
     * @param {string} detail @param {boolean} [focus] @returns {boolean} whether all of it found its place
     */
    complain(detail, focus = true) {
      clear();
      if (!detail) return true;
      const sentences = sentencesOf(detail);
      const placed = sentences.filter((sentence) => {
        const control = controls.find(({ spec }) => spec.name === nameIn(sentence, form));
        control?.complain(textOf(control, sentence));
        return control !== undefined;
      });
      if (!focus) return placed.length === sentences.length;
      const first = controls.find(({ node }) => node.querySelector(".field-error:not([hidden])"));
      /** @type {HTMLElement | null | undefined} */ (first?.node.querySelector("input, textarea, select, button"))?.focus();
      return placed.length === sentences.length;
    },
    /** @param {string} name @param {string} text */
    mark(name, text) {
      const control = controls.find(({ spec }) => spec.name === name);
      control?.complain(text);
      /** @type {HTMLElement | null | undefined} */ (control?.node.querySelector("input"))?.focus();
    },
  };
}

/** "What is wrong: fields.0.vi: … · …; fields.0.en: …", one by one. @param {string} detail */
function sentencesOf(detail) {
  const reason = detail.slice(detail.indexOf(": ") + 2);
  return reason.split(/; (?=[a-z_]+(?:\.\w+)*: )/);
}

/** @param {string} sentence @param {Form} form @returns {string | undefined} the setting that it is about */
function nameIn(sentence, form) {
  const names = form.controls.map(({ name }) => name);
  const [path = ""] = sentence.split(": ", 1);
  const [, ...below] = path.split(".");
  const words = sentence.slice(path.length).split(" · ").at(-1)?.match(/\w+/g) ?? [];
  return [...below, ...words].find((each) => names.includes(each));
}

/** @param {Control} control @param {string} sentence */
function textOf({ spec }, sentence) {
  const [vi = "", en = ""] = sentence.slice(sentence.indexOf(": ") + 2).split(" · ");
  const against = vi.startsWith("không dùng được") || vi.startsWith("không đúng dạng");
  const text = against ? pick(spec.wrong ?? spec.hint) || t("not_usable") : language() === "vi" ? vi : en || vi;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
