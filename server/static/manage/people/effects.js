/** What a change would do to somebody, in words, before it is done. */

import { byRole, show, syncList, setText } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("./people.js").Person} Person
 * @typedef {import("./people.js").Tools} Tools
 */

const EVERYTHING = "admin";

/** @param {HTMLElement} dialog @param {string[]} texts */
export function showEffects(dialog, texts) {
  const list = byRole("effects-list", dialog);
  show(byRole("effects", dialog), texts.length > 0);
  syncList(list, texts, (text) => text, () => stamp("effect-template"), (node, text) => setText(node, text));
}

/** What somebody with this role may. @param {string} role @param {Tools} tools */
export function mayText(role, { facts }) {
  const known = facts.roles[role];
  return known ? t("role_may", { role: pick(known.name), may: known.may.map(pick).join(", ") }) : "";
}

/** What another role does to somebody. @param {Person} person @param {string} role @param {Tools} tools */
export function roleEffects(person, role, tools) {
  if (role === person.role) return [];
  const known = tools.facts.roles[role];
  const found = known?.works_at_counters ? [] : atCounter(person, tools);
  if (role !== EVERYTHING) found.push(person.username === tools.me ? t("leaves_page") : t("signs_in_again"));
  if (person.pin && !known?.has_pin) found.push(t("pin_goes"));
  return found;
}

/** What stands in the way while somebody holds a counter. @param {Person} person @param {Tools} tools */
export function atCounter({ at }, { facts }) {
  return at === null ? [] : [t("close_first", { counter: facts.counters[at] ?? at })];
}
