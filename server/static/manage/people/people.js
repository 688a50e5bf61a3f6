/** The manager's page of people: who signs in, found by what is typed, and what can be done about each. */

import { createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, onAction } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { letReveal } from "/static/js/reveal.js";
import { offerUserNames } from "/static/js/user_name.js";
import { createLoaded } from "/static/manage/loaded.js";
import { createSaid } from "/static/manage/said.js";
import { createForm } from "./form.js";
import { bindSearch, showList } from "./list.js";
import { createSecrets } from "./secrets.js";
import { createSure } from "./sure.js";

/**
 * @typedef {import("/static/js/answers.d.ts").PersonNow} Person
 * @typedef {import("/static/js/texts.js").Both} Both
 * @typedef {{name: Both, may: Both[], works_at_counters: boolean, has_pin: boolean, touchable: boolean}} Role
 * @typedef {{roles: Record<string, Role>, counters: Record<string, string>}} Facts
 *
 * @typedef {object} Tools
 * @property {import("/static/js/api.js").Api} api
 * @property {Facts} facts
 * @property {string} me
 * @property {import("/static/manage/said.js").Said} said
 * @property {() => Promise<boolean>} load asks for everybody anew
 * @property {(username: string) => Person | undefined} find as they were last asked for
 */

const EVERY_MS = 3000;

mount("admin-people", ({ dataset }) => {
  const clock = createClock();
  const said = createSaid();
  /** @type {Person[]} */
  let people = [];
  const draw = () => showList(people, { facts: tools.facts, me: tools.me, clock });
  const ask = async () => {
    /** @type {import("/static/js/answers.d.ts").People} */
    const { items } = await tools.api.get("/people");
    people = items;
    draw();
  };
  const loaded = createLoaded(ask, { versionOf: ({ seq }) => seq, everyMs: EVERY_MS, clock });
  /** @type {Tools} */
  const tools = {
    api: createApi(),
    facts: JSON.parse(byRole("facts-of-roles").textContent ?? "{}"),
    me: dataset.me ?? "",
    said,
    load: loaded.load,
    find: (username) => people.find((person) => person.username === username),
  };
  const form = createForm(tools);
  const secrets = createSecrets(tools);
  const sure = createSure(tools);
  bindSearch(draw);
  letReveal();
  offerUserNames((username) => tools.find(username) !== undefined);
  byRole("add").addEventListener("click", () => form.add());
  onAction(byRole("list"), (name, pressed) => {
    const person = tools.find(/** @type {HTMLElement} */ (pressed.closest("li")).dataset.key ?? "");
    if (!person) return;
    if (name === "edit") form.edit(person);
    if (name === "secrets") secrets.open(person);
    if (name === "switch") sure.ask(person, person.active ? "off" : "on");
    if (name === "remove") sure.ask(person, "remove");
  });

  loaded.begin();
});
