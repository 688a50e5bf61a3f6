/** Adding and changing somebody. What somebody else changed meanwhile is shown, and nothing of it is overwritten. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { createOnce } from "/static/js/once.js";
import { t } from "/static/js/texts.js";
import { read, write } from "../form_values.js";
import { clearFields, sayAtField } from "./at_field.js";
import { checkName, checkPassword, checkPin, checkUsername, refusal } from "./checks.js";
import { mayText, roleEffects, showEffects } from "./effects.js";

/**
 * @typedef {import("./people.js").Person} Person
 * @typedef {import("./people.js").Tools} Tools
 * @typedef {"name" | "title" | "role" | "counter"} Fact
 */

/** @type {Fact[]} */
const FACTS = ["name", "title", "role", "counter"];

/** @param {Tools} tools */
export function createForm(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-person"));
  const once = createOnce();
  /** Who is changed, as they were when their facts were shown; nobody while somebody is added. @type {Person | null} */
  let person = null;

  const send = async () => {
    if (person === null) return add(question.form, tools, once);
    const changed = changesOf(question.form, person);
    if (Object.keys(changed).length === 0) throw refusal("nothing");
    await tools.api.change("PATCH", `/people/${person.username}`, person.version, changed);
    return t("said_changed", { name: person.name });
  };
  const question = createQuestion(node, {
    onConfirm: async () => {
      await sendFrom(question, {
        send,
        done: (text) => {
          tools.said.done(text);
          return tools.load();
        },
        refused: async (problem) => {
          if (sayAtField(question.form, problem)) return;
          tools.said.problem(problem);
          if (problem.code === "person_moved" && person) person = await caughtUp(question.form, person, tools);
        },
      });
    },
  });
  const draw = () => {
    const role = read(question.form, "role");
    show(byRole("pin-field", node), person === null && (tools.facts.roles[role]?.has_pin ?? false));
    showEffects(node, [mayText(role, tools), ...(person ? roleEffects(person, role, tools) : [])]);
  };
  question.form.addEventListener("input", draw);

  /** @param {string} title @param {Person | null} chosen */
  const open = (title, chosen) => {
    person = chosen;
    setText(/** @type {Element} */ (node.querySelector("h2")), title);
    clearFields(question.form);
    for (const name of ["username-field", "password-field"]) show(byRole(name, node), chosen === null);
    question.open();
    if (chosen) for (const fact of FACTS) write(question.form, fact, shownOf(chosen, fact));
    draw();
    document.getElementById("field-name")?.focus();
  };
  return {
    add: () => open(t("add_title"), null),
    edit: (/** @type {Person} */ chosen) => open(t("edit_title", { name: chosen.name }), chosen),
  };
}

/** @param {HTMLFormElement} form @param {Tools} tools @param {import("/static/js/once.js").Once} once */
async function add(form, { api, facts }, once) {
  const said = (/** @type {string} */ name) => read(form, name);
  const [name, username, password, role] = [said("name"), said("username"), rawOf(form, "password"), said("role")];
  const pin = facts.roles[role]?.has_pin ? said("pin") : "";
  checkName(name);
  checkUsername(username);
  checkPassword(password);
  if (pin) checkPin(pin);
  const counter = said("counter") ? Number(said("counter")) : null;
  const body = { name, username, password, role, title: said("title") || null, counter, pin: pin || null };
  await once(JSON.stringify(body), (key) => api.post("/people", body, { key }));
  return t("said_added", { name });
}

/** What is different from what was shown. @param {HTMLFormElement} form @param {Person} person */
function changesOf(form, person) {
  checkName(read(form, "name"));
  const touched = FACTS.filter((fact) => read(form, fact) !== shownOf(person, fact));
  return Object.fromEntries(touched.map((fact) => [fact, meant(fact, read(form, fact))]));
}

/** @param {Fact} fact @param {string} said */
function meant(fact, said) {
  if (said === "" && fact !== "name") return null;
  return fact === "counter" ? Number(said) : said;
}

/**
 * Somebody else was faster: what they changed goes into the fields that were not touched here, and is said.
 * @param {HTMLFormElement} form @param {Person} before @param {Tools} tools @returns {Promise<Person>}
 */
async function caughtUp(form, before, { load, find, said }) {
  await load();
  const now = find(before.username);
  if (!now) {
    said.problem(refusal("gone"));
    return before;
  }
  const moved = FACTS.filter((fact) => shownOf(now, fact) !== shownOf(before, fact));
  for (const fact of moved) if (read(form, fact) === shownOf(before, fact)) write(form, fact, shownOf(now, fact));
  const facts = moved.map((fact) => `${t(`fact_${fact}`)}: ${wordsOf(form, now, fact)}`);
  if (now.active !== before.active) facts.push(t("fact_active"));
  const detail = t("moved", { facts: facts.join(", ") || t("moved_secret") });
  said.problem({ code: "person_moved", detail, action: "" });
  form.dispatchEvent(new Event("input"));
  return now;
}

/** A fact as its field shows it to people. @param {HTMLFormElement} form @param {Person} person @param {Fact} fact */
function wordsOf(form, person, fact) {
  const field = form.elements.namedItem(fact);
  const value = shownOf(person, fact);
  const option = field instanceof HTMLSelectElement ? [...field.options].find((one) => one.value === value) : null;
  return option?.text ?? (value || "–");
}

/** @param {Person} person @param {Fact} fact @returns {string} as its field holds it */
function shownOf(person, fact) {
  return String(person[fact] ?? "");
}

/** @param {HTMLFormElement} form @param {string} name */
function rawOf(form, name) {
  return String(new FormData(form).get(name) ?? "");
}
