/** A part that is a list: its entries, put in another order, and the ways to add, change and take one out of use. */

import { ApiError } from "/static/js/api.js";
import { byRole, onAction, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { createEntry } from "./entry.js";
import { linesText, showLines } from "./lines.js";
import { createRemoval } from "./removal.js";
import { entriesOf, keyOf, nameOf, orderLine, said as saidOf, same } from "./words.js";

/**
 * @typedef {import("./forms.d.ts").Entry} Entry
 * @typedef {import("./part.js").Tools} Tools
 */

const NAMES = new Set(["vi", "en", "name"]);

/** @param {Tools} tools @returns {import("./part.js").Part} */
export function createList(tools) {
  const { store, form, said } = tools;
  const list = byRole("entries");
  /** @type {Entry[]} as they would stand */
  let order = [];
  const now = () => entriesOf(store.settings(), form.part);
  const moved = () => !same(order.map(keyOf), now().map(keyOf));
  const show_ = () => {
    syncList(list, shownOrder(order, tools), keyOf, () => stamp("entry-template"), (row, entry) => fill(row, entry, order, tools));
    show(byRole("none"), order.length === 0);
    show(list, order.length > 0);
    showLines(byRole("lines"), moved() ? [orderLine(now(), order)] : []);
    show(byRole("changes"), moved());
  };
  const draw = () => {
    order = now();
    show_();
    tools.ahead.forget();
    showAhead();
  };
  /** What is set, with the holidays that are ticked. */
  const showAhead = () => {
    tools.ahead.show(order);
    tools.drawn?.();
  };
  /** @param {string} key @param {number} by */
  const move = (key, by) => {
    const place = order.findIndex((entry) => keyOf(entry) === key);
    const entry = order[place];
    if (!entry || place + by < 0 || place + by >= order.length) return;
    order = order.filter((each) => each !== entry);
    order.splice(place + by, 0, entry);
    show_();
    const row = list.querySelector(`[data-key="${key}"]`);
    const again = row?.querySelector(`[data-action="${by < 0 ? "up" : "down"}"]:not(:disabled)`) ?? row?.querySelector("[data-action='edit']");
    /** @type {HTMLElement | null | undefined} */ (again)?.focus();
  };
  const saveOrder = async () => {
    const line = orderLine(now(), order);
    try {
      await store.send("PUT", `/settings/${form.part}`, order);
      said.done(t("saved", { lines: linesText([line]) }));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.code !== "settings_moved") return said.problem(problem);
      const others = await store.catchUp();
      said.problem({ code: "", detail: t("moved", { lines: linesText(others) }), action: t("moved_order") });
    }
    draw();
  };
  const entry = createEntry(tools, draw, showAhead);
  const removal = createRemoval(tools, draw);
  const find = (/** @type {string} */ key) => now().find((each) => keyOf(each) === key);
  onAction(list, (action, pressed) => {
    const key = /** @type {HTMLElement} */ (pressed.closest("li[data-key]")).dataset.key ?? "";
    const found = find(key);
    if (action === "edit" && found) entry.edit(found);
    if (action === "remove" && found) removal.ask(found);
    if (action === "up") move(key, -1);
    if (action === "down") move(key, 1);
  });
  byRole("add").addEventListener("click", () => entry.add());
  byRole("save-order").addEventListener("click", saveOrder);
  byRole("discard").addEventListener("click", draw);
  return { draw, untouched: () => !moved() && document.querySelector("dialog[open]") === null };
}

/** Dates: those to come, then those that are over, the latest first. @param {Entry[]} order @param {Tools} tools */
function shownOrder(order, { form }) {
  if (!isDated(form)) return order;
  const dated = order.map((entry) => ({ entry, over: isOver(entry) }));
  dated.sort((one, other) => Number(one.over) - Number(other.over) || compare(one.entry, other.entry) * (one.over ? -1 : 1));
  return dated.map(({ entry }) => entry);
}

/** @param {Entry} one @param {Entry} other */
function compare(one, other) {
  return keyOf(one).localeCompare(keyOf(other));
}

/** Whether its entries are dates, which have no other order. @param {import("./forms.d.ts").Form} form */
function isDated(form) {
  return form.controls.some(({ key, widget }) => key && widget === "date");
}

/** Whether its day is over at the centre: then it stays as it is. @param {Entry} entry */
function isOver(entry) {
  return keyOf(entry) < (document.body.dataset.today ?? "");
}

/** @param {HTMLElement} row @param {Entry} entry @param {Entry[]} order @param {Tools} tools */
function fill(row, entry, order, { form, store }) {
  setText(byRole("name", row), nameOf(entry));
  const facts = form.controls
    .filter(({ name, key, none, widget }) => !isNamed(name, key, widget) && (key || none || !isNothing(entry[name])))
    .map((spec) => `${pick(spec.label)}: ${saidOf(spec, entry[spec.name], store.settings())}`);
  setText(byRole("facts", row), facts.join(" · "));
  for (const node of row.querySelectorAll('[data-role="of"]')) setText(node, nameOf(entry));
  const place = order.indexOf(entry);
  disable(row, "up", place === 0);
  disable(row, "down", place === order.length - 1);
  if (!isDated(form)) return;
  for (const action of ["up", "down"]) show(button(row, action), false);
  for (const action of ["edit", "remove"]) show(button(row, action), !isOver(entry));
}

/** Whether the name of an entry says it already. @param {string} name @param {boolean} key @param {string} widget */
function isNamed(name, key, widget) {
  return NAMES.has(name) || (key && widget === "date");
}

/** @param {unknown} value */
function isNothing(value) {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** @param {HTMLElement} row @param {string} action @param {boolean} now */
function disable(row, action, now) {
  button(row, action).disabled = now;
}

/** @param {HTMLElement} row @param {string} action */
function button(row, action) {
  return /** @type {HTMLButtonElement} */ (row.querySelector(`[data-action="${action}"]`));
}
