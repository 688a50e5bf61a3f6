/** What there is to say of a part of the page: its visible words, in order, each with its language. */

import { language, t } from "/static/js/texts.js";
import { signBySign } from "./signs.js";

/** @typedef {{text: string, tongue: string}} Phrase */

/** A phrase no longer than the server takes. */
const LONGEST = 280;

/**
 * @param {Element | null} place nothing is said of none
 * @param {string} [parts] only what matches inside it; without this, all of it
 * @returns {Phrase[]}
 */
export function gather(place, parts) {
  if (!place) return [];
  const nodes = parts ? [...place.querySelectorAll(parts)] : [place];
  return nodes.flatMap((node) => joined([...labelled(node), ...words(node), ...state(node)]));
}

/** A name that is not written on it. @param {Element} node @returns {Phrase[]} */
function labelled(node) {
  if (!(node instanceof HTMLInputElement)) return [];
  return [...(node.labels ?? []), { textContent: node.value }].map((label) => phrase(label.textContent ?? "", node));
}

/** @param {Element} node @returns {Phrase[]} */
function words(node) {
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const around = /** @type {Element} */ (text.parentElement);
    if (!around.closest("[aria-hidden=true], [data-unsaid]") && around.checkVisibility()) {
      found.push(phrase(text.textContent ?? "", around));
    }
  }
  return found;
}

/** @param {Element} node @returns {Phrase[]} that it is chosen, where something can be */
function state(node) {
  return node.ariaPressed === "true" ? [{ text: t("speech_chosen"), tongue: language() }] : [];
}

/** @param {string} text @param {Element} node @returns {Phrase} */
function phrase(text, node) {
  const tongue = /** @type {HTMLElement | null} */ (node.closest("[lang]"))?.lang ?? language();
  return { text: spelled(text.replace(/\s+/g, " ").trim()), tongue };
}

/** Ticket numbers sign by sign, and what lies between two numbers. @param {string} text */
function spelled(text) {
  return signBySign(text).replace(/(\d)–(\d)/g, `$1 ${t("speech_to")} $2`);
}

/** Neighbours of one language as one sentence. @param {Phrase[]} phrases */
function joined(phrases) {
  /** @type {Phrase[]} */
  const sentences = [];
  for (const { text, tongue } of phrases.filter((each) => /[\p{L}\p{N}]/u.test(each.text))) {
    const last = sentences.at(-1);
    if (last?.tongue === tongue && last.text.length + text.length < LONGEST) last.text += `, ${text}`;
    else sentences.push({ text: text.slice(0, LONGEST), tongue });
  }
  return sentences;
}
