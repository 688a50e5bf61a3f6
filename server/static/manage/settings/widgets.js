/** The controls of settings: how a value of each kind is asked for, shown and read. */

import { el } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";
import { createPicture } from "./picture.js";
import { createRows } from "./rows.js";
import { entriesOf, keyOf, nameOf, same } from "./words.js";

/**
 * @typedef {import("./forms.d.ts").Spec} Spec
 * @typedef {import("./forms.d.ts").Settings} Settings
 * @typedef {import("./forms.d.ts").Widget} Widget
 * @typedef {import("./forms.d.ts").Control} Control
 */

/** @type {Record<Spec["widget"], (spec: Spec, id: string, settings: Settings) => Widget>} */
const WIDGETS = {
  text: createText,
  lines: createLines,
  colour: createColour,
  picture: createPicture,
  number: createNumber,
  time: createTime,
  date: createDate,
  switch: createSwitch,
  choice: createSelect,
  one: createSelect,
  combination: createSelect,
  several: createSeveral,
  rows: (spec, id, settings) => createRows(spec, id, settings, createControl),
};

/**
 * A control under its words, with room for what is wrong with it.
 * @param {Spec} spec @param {string} id @param {Settings} settings @returns {Control}
 */
export function createControl(spec, id, settings) {
  const { body, group, read, write } = WIDGETS[spec.widget](spec, id, settings);
  const hint = spec.hint ? el("p", { class: "field-hint", id: `hint-${id}`, text: pick(spec.hint) }) : null;
  const error = el("p", { class: "field-error", id: `error-${id}`, hidden: true });
  const label = group
    ? el("legend", { class: "field-label", text: pick(spec.label) })
    : el("label", { class: "field-label", for: id, text: pick(spec.label) });
  const unit = spec.unit ? el("span", { class: "settings-unit", text: unitOf(spec) }) : null;
  const framed = group ? body : el("div", { class: "settings-input" }, body, unit);
  const attributes = { class: "field settings-control", dataset: { setting: spec.name } };
  const node = el(group ? "fieldset" : "div", attributes, label, hint, framed, error);
  const described = group ? node : body;
  const describe = () =>
    described.setAttribute("aria-describedby", [hint?.id, error.hidden ? "" : error.id].filter(Boolean).join(" "));
  if (hint) describe();
  return {
    spec,
    node,
    read,
    write,
    complain: (text) => {
      error.hidden = text === "";
      error.textContent = text;
      if (!group) body.setAttribute("aria-invalid", String(text !== ""));
      describe();
    },
  };
}

/** @param {Spec} spec */
function unitOf({ unit, min, max }) {
  const bounds = min !== undefined && max !== undefined ? ` (${min}–${max})` : "";
  return `${pick(unit)}${bounds}`;
}

/** @param {string} id @param {string} type @param {Record<string, unknown>} [more] */
function input(id, type, more = {}) {
  return /** @type {HTMLInputElement} */ (el("input", { class: "input", id, type, autocomplete: "off", ...more }));
}

/** @param {Spec} spec @param {string} id @returns {Widget} */
function createText({ longest, empty }, id) {
  const body = input(id, "text", { maxlength: longest, spellcheck: "false" });
  return {
    body,
    group: false,
    read: () => body.value.trim() || empty,
    write: (value) => (body.value = String(value ?? "")),
  };
}

/** @param {Spec} spec @param {string} id @returns {Widget} */
function createColour(spec, id) {
  const body = input(id, "color");
  return { body, group: false, read: () => body.value, write: (value) => (body.value = String(value ?? spec.default)) };
}

/** A few lines of text, one under the other. @param {Spec} spec @param {string} id @returns {Widget} */
function createLines({ longest }, id) {
  const body = /** @type {HTMLTextAreaElement} */ (
    el("textarea", { class: "input", id, rows: longest ?? 3, spellcheck: "false", autocomplete: "off" })
  );
  return {
    body,
    group: false,
    read: () => body.value.split("\n").map((line) => line.trim()).filter(Boolean),
    write: (value) => (body.value = Array.isArray(value) ? value.join("\n") : ""),
  };
}

/** @param {Spec} spec @param {string} id @returns {Widget} */
function createNumber({ min, max, step, whole }, id) {
  const body = input(id, "number", { min, max, step: step ?? (whole ? 1 : "any"), inputmode: whole ? "numeric" : "decimal" });
  return {
    body,
    group: false,
    read: () => (body.value === "" ? null : Number(body.value)),
    write: (value) => (body.value = String(value ?? "")),
  };
}

/** @param {Spec} _spec @param {string} id @returns {Widget} */
function createTime(_spec, id) {
  const body = input(id, "time");
  return {
    body,
    group: false,
    read: () => (body.value ? `${body.value.slice(0, 5)}:00` : null),
    write: (value) => (body.value = String(value ?? "").slice(0, 5)),
  };
}

/** @param {Spec} _spec @param {string} id @returns {Widget} */
function createDate(_spec, id) {
  const body = input(id, "date");
  return { body, group: false, read: () => body.value, write: (value) => (body.value = String(value ?? "")) };
}

/** @param {Spec} _spec @param {string} id @returns {Widget} */
function createSwitch(_spec, id) {
  const body = input(id, "checkbox", { class: "settings-switch", role: "switch" });
  return { body, group: false, read: () => body.checked, write: (value) => (body.checked = value === true) };
}

/** What can be chosen: the entries of a list, or what the schema names. @param {Spec} spec @param {Settings} settings */
function options({ choices, of }, settings) {
  if (!of) return choices.map(({ value, label }) => ({ value, text: pick(label) }));
  return entriesOf(settings, of).map((entry) => ({ value: /** @type {unknown} */ (keyOf(entry)), text: nameOf(entry) }));
}

/** @param {Spec} spec @param {string} id @param {Settings} settings @returns {Widget} */
function createSelect(spec, id, settings) {
  const none = spec.none ? [{ value: /** @type {unknown} */ (spec.empty), text: pick(spec.none) }] : [];
  const body = /** @type {HTMLSelectElement} */ (el("select", { class: "input", id }));
  const add = (/** @type {unknown} */ value, /** @type {string} */ text) =>
    body.append(el("option", { value: JSON.stringify(value), text }));
  for (const { value, text } of [...none, ...options(spec, settings)]) add(value, text);
  return {
    body,
    group: false,
    read: () => JSON.parse(body.value || "null"),
    write: (value) => {
      if (value === undefined) return;
      if (![...body.options].some((option) => option.value === JSON.stringify(value))) add(value, String(value));
      body.value = JSON.stringify(value);
    },
  };
}

/** @param {Spec} spec @param {string} id @param {Settings} settings @returns {Widget} */
function createSeveral(spec, id, settings) {
  const offered = options(spec, settings);
  /** @type {unknown[]} */
  let order = [];
  const boxes = offered.map(({ value, text }, place) => {
    const box = input(`${id}-${place}`, "checkbox", { class: "choice-input", value: String(value) });
    return { value, box, node: el("label", { class: "choice" }, box, el("span", { class: "choice-text", text })) };
  });
  const body = el("div", { class: "settings-several" }, ...boxes.map(({ node }) => node));
  if (boxes.length === 0) body.append(el("p", { class: "quiet", text: t("nothing_to_choose") }));
  const ticked = (/** @type {unknown} */ value) => boxes.some((each) => same(each.value, value) && each.box.checked);
  return {
    body,
    group: true,
    read: () => {
      const kept = order.filter(ticked);
      const fresh = boxes.filter(({ value, box }) => box.checked && !kept.some((each) => same(each, value)));
      return [...kept, ...fresh.map(({ value }) => value)];
    },
    write: (values) => {
      order = Array.isArray(values) ? values : [];
      for (const { value, box } of boxes) box.checked = order.some((each) => same(each, value));
    },
  };
}
