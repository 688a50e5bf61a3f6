/** What is set, in words: values, what one state makes of another, and changes of the history. */

import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("./forms.d.ts").Spec} Spec
 * @typedef {import("./forms.d.ts").Form} Form
 * @typedef {import("./forms.d.ts").Forms} Forms
 * @typedef {import("./forms.d.ts").Entry} Entry
 * @typedef {import("./forms.d.ts").Settings} Settings
 * @typedef {import("./forms.d.ts").Line} Line
 */

/** @param {unknown} one @param {unknown} other */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** @param {Entry} entry @returns {string} its code, a counter's number, or an exception's date */
export function keyOf(entry) {
  return String(entry.code ?? entry.n ?? entry.date);
}

/** @param {Settings} settings @param {string} part @returns {Entry[]} */
export function entriesOf(settings, part) {
  const found = settings[part];
  return Array.isArray(found) ? found : [];
}

/** What people call an entry of a list. @param {Entry} entry */
export function nameOf(entry) {
  if (entry.n !== undefined) return String(entry.name || t("counter_n", { n: Number(entry.n) }));
  if (entry.date !== undefined) return `${dayOf(String(entry.date))}: ${entry.vi}`;
  return String(entry.vi || entry.code);
}

/** An entry with what it is, as a sentence begins: "Lĩnh vực Thuế", but not "Quầy Quầy 3". @param {Form} form @param {Entry} entry */
export function entryNamed(form, entry) {
  const [kind, name] = [pick(form.entry), nameOf(entry)];
  const whole = name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind} ${name}`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** "17/02/2027" @param {string} date */
export function dayOf(date) {
  return date.split("-").reverse().join("/");
}

/** @param {Spec} spec @param {unknown} value @param {Settings} settings @returns {string} */
export function said(spec, value, settings) {
  if (spec.widget === "switch") return t(value ? "yes" : "no");
  if (spec.widget === "rows") return rowsSaid(spec, /** @type {unknown[]} */ (value ?? []), settings);
  if (spec.widget === "several") return severalSaid(spec, /** @type {unknown[]} */ (value ?? []), settings);
  if (spec.widget === "lines") return /** @type {string[]} */ (value ?? []).join(" / ") || t("nothing_there");
  if (value === null || value === undefined || value === "") return spec.none ? pick(spec.none) : t("nothing_there");
  if (value === 0 && spec.zero) return pick(spec.zero);
  if (spec.widget === "date") return dayOf(String(value));
  if (spec.widget === "picture") return t("picture_named", { name: String(value).slice(0, 8) });
  if (spec.widget === "time") return String(value).slice(0, 5);
  const word = wordOf(spec, value, settings);
  return spec.unit ? `${word} ${pick(spec.unit)}` : word;
}

/** @param {Spec} spec @param {unknown} value @param {Settings} settings */
function wordOf(spec, value, settings) {
  const entry = spec.of ? entriesOf(settings, spec.of).find((each) => keyOf(each) === String(value)) : undefined;
  if (entry) return nameOf(entry);
  const choice = spec.choices.find((each) => same(each.value, value));
  return choice ? pick(choice.label) : String(value);
}

/** @param {Spec} spec @param {unknown[]} values @param {Settings} settings */
function severalSaid(spec, values, settings) {
  return values.map((value) => wordOf(spec, value, settings)).join(", ") || (spec.none ? pick(spec.none) : t("nothing_there"));
}

/** @param {Spec} spec @param {unknown[]} rows @param {Settings} settings */
function rowsSaid(spec, rows, settings) {
  const controls = spec.rows?.controls ?? [];
  const row = (/** @type {any} */ value) => {
    const of = (/** @type {Spec} */ each, /** @type {number} */ place) => (spec.rows?.pairs ? value[place] : value[each.name]);
    const all = controls.map((each, place) => ({ each, told: of(each, place) }));
    const sorts = (/** @type {string[]} */ ...wanted) => all.filter(({ each }) => wanted.includes(each.widget));
    const days = sorts("choice").map(({ each, told }) => said(each, told, settings));
    const hours = sorts("time").map(({ each, told }) => said(each, told, settings)).join("–");
    const further = sorts("number").filter(({ told }) => told !== null).map(({ each, told }) => `${pick(each.label)} ${told}`);
    return [...days, hours, ...further].join(" ");
  };
  return rows.map(row).join("; ") || (spec.none ? pick(spec.none) : t("nothing_there"));
}

/**
 * What is different between two states of a table, or of one entry.
 * @param {Form} form @param {Entry} before @param {Entry} after @param {Settings} settings @returns {Line[]}
 */
export function differences(form, before, after, settings) {
  return form.controls
    .filter(({ name }) => !same(before[name], after[name]))
    .map((spec) => ({
      label: pick(spec.label),
      before: said(spec, before[spec.name], settings),
      after: said(spec, after[spec.name], settings),
    }));
}

/**
 * One change, by part and key as the history has it.
 * @param {Form} form @param {{key: string | null, before: any, after: any}} change @param {Settings} settings @returns {Line[]}
 */
export function changeLines(form, { key, before, after }, settings) {
  if (!form.list) return differences(form, before ?? {}, after ?? {}, settings);
  if (key === null) return [orderLine(before ?? [], after ?? [])];
  const label = entryNamed(form, after ?? before);
  if (before === null) return [{ label, before: t("not_there"), after: t("added") }];
  if (after === null) return [{ label, before: t("in_use"), after: t("out_of_use") }];
  return differences(form, before, after, settings).map((line) => ({ ...line, label: `${label}: ${line.label}` }));
}

/** @param {Entry[]} before @param {Entry[]} after @returns {Line} */
export function orderLine(before, after) {
  return { label: t("order"), before: before.map(nameOf).join(", ") || t("nothing_there"), after: after.map(nameOf).join(", ") || t("nothing_there") };
}

/**
 * What is different between two states of everything.
 * @param {Forms} forms @param {Settings} before @param {Settings} after @returns {Line[]}
 */
export function allDifferences(forms, before, after) {
  return Object.values(forms).flatMap((form) => {
    const told = (/** @type {Line[]} */ lines) => lines.map((line) => ({ ...line, label: `${pick(form.title)} – ${line.label}` }));
    const [old, now] = [before[form.part], after[form.part]];
    if (same(old, now)) return [];
    if (!form.list) return told(differences(form, /** @type {Entry} */ (old), /** @type {Entry} */ (now), after));
    return told(listLines(form, entriesOf(before, form.part), entriesOf(after, form.part), after));
  });
}

/** @param {Form} form @param {Entry[]} before @param {Entry[]} after @param {Settings} settings @returns {Line[]} */
function listLines(form, before, after, settings) {
  const find = (/** @type {Entry[]} */ entries, /** @type {string} */ key) => entries.find((each) => keyOf(each) === key) ?? null;
  const keys = [...new Set([...before, ...after].map(keyOf))];
  const moved = keys.filter((key) => !same(find(before, key), find(after, key)));
  const lines = moved.flatMap((key) => changeLines(form, { key, before: find(before, key), after: find(after, key) }, settings));
  return lines.length > 0 ? lines : [orderLine(before, after)];
}
