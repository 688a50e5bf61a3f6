/** Finding a procedure by plain words, while they are typed. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { language, pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("/static/js/answers.d.ts").FieldState} Field
 * @typedef {import("/static/js/answers.d.ts").Procedure} Procedure
 * @typedef {import("/static/js/answers.d.ts").Procedures} Procedures
 */

const PAUSE_MS = 250;
const MOST = 8;

/** @param {Procedure} procedure @returns {{text: string, lang: "vi" | "en"}} in the page's language where it has one */
export function nameOf(procedure) {
  const english = language() === "en" ? procedure.english_name : null;
  return english ? { text: english, lang: "en" } : { text: procedure.short_name, lang: "vi" };
}

/**
 * @param {import("/static/js/api.js").Api} api
 * @param {(code: string) => Field | undefined} field
 * @param {(field: string, procedure: Procedure) => void} choose
 */
export function bindSearch(api, field, choose) {
  const words = /** @type {HTMLInputElement} */ (byRole("words"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = 0;

  const draw = (/** @type {Procedure[]} */ found) => {
    const rows = found.map((procedure) => row(procedure, field(procedure.field), choose));
    byRole("results").replaceChildren(...rows);
  };
  /** @param {string} said @returns {Promise<Procedures>} */
  const answerTo = async (said) =>
    said ? api.get(`/procedures?q=${encodeURIComponent(said)}&limit=${MOST}`) : { items: [], elsewhere: [] };
  const ask = async () => {
    const mine = ++asked;
    const said = words.value.trim();
    try {
      const { items: found, elsewhere = [] } = await answerTo(said);
      if (mine !== asked) return; // a later question is under way
      draw(found);
      setText(byRole("found"), said ? t("found", { count: found.length }) : "");
      show(byRole("nothing"), Boolean(said) && found.length + elsewhere.length === 0);
      const [other] = elsewhere;
      show(byRole("elsewhere"), other !== undefined);
      setText(byRole("elsewhere-text"), other ? t("elsewhere", { what: pick({ vi: other.vi, en: other.en }), where: pick(other.places) }) : "");
      show(byRole("search-trouble"), false);
    } catch (error) {
      if (mine === asked) tell(error);
    }
  };
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  if (words.value) ask(); // typed before the script was there
  return {
    isEmpty: () => words.value === "",
    clear: () => {
      words.value = "";
      clearTimeout(timer);
      ask();
    },
  };
}

/** @param {Procedure} procedure @param {Field | undefined} field @param {(f: string, p: Procedure) => void} choose */
function row(procedure, field, choose) {
  const item = stamp("result-template");
  const { text, lang } = nameOf(procedure);
  const name = byRole("hit-name", item);
  name.lang = lang;
  setText(name, text);
  setText(byRole("hit-prefix", item), field?.prefix ?? "");
  setText(byRole("hit-field", item), pick(field?.names));
  item.querySelector("button")?.addEventListener("click", () => choose(procedure.field, procedure));
  return item;
}

/** @param {unknown} error */
function tell(error) {
  const words = error instanceof ApiError ? `${error.detail} ${error.action}` : t("unreachable_action");
  setText(byRole("search-trouble-text"), words);
  show(byRole("search-trouble"));
}
