/**
 * Texts in every language. The server writes them into JSON blocks (`<script type="application/json"
 * data-texts>`), each {key: {"vi": …, "en": …}} with further languages where they are translated; all blocks of a
 * page are one table. Elements with `data-t="key"` follow the language; `data-t-label="key"` does the same for
 * their aria-label.
 */

/** @typedef {string} Language a tag as in `<html lang>`: "vi", "en", or a further one */
/** @typedef {{vi: string, en: string} & Record<Language, string>} Both */

/** @type {Record<string, Both>} */
const table = {};
for (const block of document.querySelectorAll("script[data-texts]")) {
  Object.assign(table, JSON.parse(block.textContent ?? "{}"));
}

/** @type {Set<(language: Language) => void>} */
const listeners = new Set();

/** @returns {Language} the language that the page is in now */
export function language() {
  return document.documentElement.lang || "vi";
}

/**
 * The text of `key` in the language of the page, with `{name}` replaced by `values.name`.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const both = table[key];
  if (!both) {
    console.error(`no text for "${key}"`);
    return key;
  }
  return pick(both).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {Both | null | undefined} both @returns {string} its text in the language of the page, or what stands in */
export function pick(both) {
  return both ? both[tongueOf(both)] || "" : "";
}

/**
 * The language that a text is shown in: the page's where it has it, else English, else Vietnamese.
 * @param {Both} both @returns {Language}
 */
export function tongueOf(both) {
  return [language(), "en"].find((tongue) => both[tongue]) ?? "vi";
}

/**
 * Say of an element which language its text is in, where it is not the page's own.
 * @param {HTMLElement} node @param {Both | null | undefined} both
 */
export function markTongue(node, both) {
  const tongue = both ? tongueOf(both) : language();
  if (tongue === language()) node.removeAttribute("lang");
  else node.lang = tongue;
}

/** @param {string} name @returns {string} with its dash kept at the end of a line, never at the start of one */
export function unbroken(name) {
  return name.replaceAll(" - ", "\u00a0- ");
}

/**
 * Change the language of the page: lang attribute, every `data-t` element, then the listeners.
 * @param {Language} wanted
 */
export function setLanguage(wanted) {
  document.documentElement.lang = wanted;
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-t]"))) {
    const key = node.dataset.t ?? "";
    node.textContent = t(key);
    markTongue(node, table[key]);
  }
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(/** @type {HTMLElement} */ (node).dataset.tLabel ?? ""));
  }
  for (const node of document.querySelectorAll("button[data-language]")) {
    node.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (node).dataset.language === wanted));
  }
  listeners.forEach((listen) => listen(wanted));
}

/** @param {(language: Language) => void} listen called after every change of language */
export function onLanguage(listen) {
  listeners.add(listen);
}
