/** A list of times, or of a few names, within a setting: rows that are added and taken out. */

import { el } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("./forms.d.ts").Spec} Spec
 * @typedef {import("./forms.d.ts").Settings} Settings
 * @typedef {import("./forms.d.ts").Control} Control
 * @typedef {{node: HTMLElement, controls: Control[]}} Row
 */

/**
 * @param {Spec} spec @param {string} id @param {Settings} settings
 * @param {(spec: Spec, id: string, settings: Settings) => Control} createControl
 * @returns {import("./forms.d.ts").Widget}
 */
export function createRows(spec, id, settings, createControl) {
  const { pairs, controls } = spec.rows ?? { pairs: false, controls: [] };
  /** @type {Row[]} */
  let rows = [];
  let made = 0;
  const said = controls.some(({ widget }) => widget === "time") ? "row" : "line";
  const list = el("ul", { class: "settings-rows" });
  const more = el("button", { class: "button", type: "button", dataset: { add: spec.name }, text: t(`add_${said}`) });
  const body = el("div", { class: "stack stack-tight" }, list, more);
  const told = () => body.dispatchEvent(new Event("input", { bubbles: true }));
  const drop = (/** @type {Row} */ row) => {
    rows = rows.filter((each) => each !== row);
    row.node.remove();
    more.focus();
    told();
  };
  const add = (/** @type {any} */ value) => {
    const at = (made += 1);
    const inside = controls.map((each) => createControl(each, `${id}-${at}-${each.name}`, settings));
    const name = el("span", { class: "visually-hidden", text: ` ${pick(spec.label)}` });
    const away = el("button", { class: "button", type: "button" }, t(`drop_${said}`), name);
    /** @type {Row} */
    const row = { controls: inside, node: el("li", { class: "settings-row" }, ...inside.map(({ node }) => node), away) };
    away.addEventListener("click", () => drop(row));
    inside.forEach((control, place) => control.write(pairs ? value?.[place] : value?.[control.spec.name]));
    rows.push(row);
    list.append(row.node);
    return row;
  };
  more.addEventListener("click", () => {
    const row = add(null);
    row.node.querySelector("input")?.focus();
    told();
  });
  const read = (/** @type {Row} */ row) => {
    const values = row.controls.map((control) => control.read());
    return pairs ? values : Object.fromEntries(row.controls.map(({ spec: { name } }, place) => [name, values[place]]));
  };
  return {
    body,
    group: true,
    read: () => rows.map(read),
    write: (values) => {
      rows = [];
      list.replaceChildren();
      for (const value of Array.isArray(values) ? values : []) add(value);
    },
  };
}
