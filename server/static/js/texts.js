/**
 * Texts in both languages. The server writes them into JSON blocks (`<script type="application/json"
 * data-texts>`), each {key: {"vi": …, "en": …}}; all blocks of a page are one table. Elements with
 * `data-t="key"` follow the language; `data-t-label="key"` does the same for their aria-label.
 */

/** @typedef {"vi" | "en"} Language */
/** @typedef {Record<Language, string>} Both */

/** @type {Record<string, Both>} */
const table = {};
for (const block of document.querySelectorAll("script[data-texts]")) {
  Object.assign(table, JSON.parse(block.textContent ?? "{}"));
}

/** @type {Set<(language: Language) => void>} */
const listeners = new Set();

/** @returns {Language} the language that the page is in now */
export function language() {
  return document.documentElement.lang === "en" ? "en" : "vi";
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

/** @param {Both | null | undefined} both @returns {string} its text in the language of the page, else Vietnamese */
export function pick(both) {
  return both ? both[language()] || both.vi || "" : "";
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
  for (const node of document.querySelectorAll("[data-t]")) {
    node.textContent = t(/** @type {HTMLElement} */ (node).dataset.t ?? "");
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
