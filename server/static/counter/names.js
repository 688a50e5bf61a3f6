/** What codes are called: fields come with the page, priority classes and procedures are asked for once. */

import { byRole } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";

/** @typedef {import("/static/js/texts.js").Both} Both */

/** More than any field has. */
const ALL_OF_A_FIELD = 200;

/** @param {import("/static/js/api.js").Api} api @param {() => void} onLearned called when names have come in */
export function createNames(api, onLearned) {
  /** @type {Map<string, Both>} */
  const fields = new Map();
  /** @type {Map<string, string>} */
  const usual = new Map();
  /** @type {{code: string, prefix: string, names: Both, usual_outcome: string}[]} */
  const served = JSON.parse(byRole("field-names").textContent ?? "[]");
  for (const { code, names, usual_outcome } of served) {
    fields.set(code, names);
    usual.set(code, usual_outcome);
  }
  /** @type {Map<string, Both>} */
  const classes = new Map();
  /** @type {Map<string, string>} */
  const bases = new Map();
  /** @type {Map<string, string>} */
  const procedures = new Map();
  /** @type {Set<string>} */
  const asked = new Set();

  const learnClasses = async () => {
    /** @type {import("/static/js/answers.d.ts").Centre} */
    const centre = await api.get("/centre");
    for (const { code, names, basis } of centre.priority_classes) {
      classes.set(code, names);
      bases.set(code, basis);
    }
  };
  /** @param {string} field */
  const learnProcedures = async (field) => {
    /** @type {import("/static/js/answers.d.ts").Procedures} */
    const { items } = await api.get(`/procedures?field=${encodeURIComponent(field)}&limit=${ALL_OF_A_FIELD}`);
    for (const { code, name, short_name } of items) procedures.set(code, short_name || name);
  };
  /** Names are a comfort: without them the code is shown, and they are asked for again the next time. */
  const learn = (/** @type {string} */ what, /** @type {() => Promise<void>} */ ask) => {
    if (asked.has(what)) return;
    asked.add(what);
    ask().then(onLearned, () => asked.delete(what));
  };

  return {
    /** Every field of the centre, in its order. */
    fields: () => [...fields.keys()],
    /** What their numbers begin with. */
    prefixes: () => served.map(({ prefix }) => prefix),
    /** What most visits in this field end with. @param {string} code */
    usualOutcome: (code) => usual.get(code) ?? "received",
    /** @param {string} code */
    field: (code) => pick(fields.get(code)) || code,
    /** @param {string} code */
    priority: (code) => {
      if (!classes.has(code)) learn("classes", learnClasses);
      return pick(classes.get(code)) || t("priority");
    },
    /** By what law or rule a class goes first; empty where nobody has said. @param {string} code */
    basis: (code) => bases.get(code) ?? "",
    /** A procedure that was found by searching. @param {string} code @param {string} name */
    learn: (code, name) => void procedures.set(code, name),
    /** @param {string | null} code @param {string} field */
    procedure: (code, field) => {
      if (code === null) return "";
      if (!procedures.has(code)) learn(field, () => learnProcedures(field));
      return procedures.get(code) ?? code;
    },
  };
}

/** @typedef {ReturnType<typeof createNames>} Names */
