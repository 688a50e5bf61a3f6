/** Everybody, or those whom the words typed above are about. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { matcher } from "/static/js/fold.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("./people.js").Person} Person
 * @typedef {{facts: import("./people.js").Facts, me: string, clock: import("/static/js/clock.js").Clock}} Look
 */

/** @returns {HTMLInputElement} */
function box() {
  return /** @type {HTMLInputElement} */ (document.getElementById("field-search"));
}

/** @param {() => void} draw */
export function bindSearch(draw) {
  byRole("search-form").addEventListener("submit", (event) => event.preventDefault());
  box().addEventListener("input", draw);
}

/** @param {Person[]} people @param {Look} look */
export function showList(people, look) {
  const fits = matcher(box().value);
  const found = people.filter((person) => fits(aboutOf(person, look)));
  show(byRole("list"), found.length > 0);
  show(byRole("none"), found.length === 0);
  setText(byRole("found"), t(box().value.trim() ? "found_some" : "found_all", { found: found.length, count: people.length }));
  syncList(byRole("list"), found, ({ username }) => username, () => stamp("person-template"), (row, person) => fill(row, person, look));
}

/** @param {Person} person @param {Look} look */
function aboutOf({ name, username, title, role }, { facts }) {
  return [name, username, title ?? "", pick(facts.roles[role]?.name)].join(" ");
}

/** @param {HTMLElement} row @param {Person} person @param {Look} look */
function fill(row, person, { facts, me, clock }) {
  const { username, name, title, role, counter, pin, active, at, here, last_seen: seen } = person;
  const known = facts.roles[role];
  setText(byRole("name", row), name);
  show(byRole("me", row), username === me);
  const parts = [username, title, counter !== null && t("usual", { counter: facts.counters[counter] ?? counter }), pin && t("has_pin")];
  setText(byRole("facts", row), parts.filter(Boolean).join(" · "));
  setText(byRole("seen", row), here ? t("here") : seen ? t("seen_at", { at: clock.stamp(seen) }) : t("seen_never"));
  setText(byRole("role", row), known ? pick(known.name) : role);
  show(byRole("off", row), !active);
  show(byRole("at", row), at !== null);
  setText(byRole("at", row), at === null ? "" : t("holds", { counter: facts.counters[at] ?? at }));
  setText(byRole("switch", row), t(active ? "switch_off" : "switch_on"));
  show(byRole("acts", row), known?.touchable ?? false);
  show(byRole("untouchable", row), !(known?.touchable ?? false));
  for (const node of row.querySelectorAll('[data-role="of"]')) setText(node, name);
}
