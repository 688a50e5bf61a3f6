/** Finding a procedure: a line of bare letters, a keyboard on the screen, and what was found. */

import { byRole, el, setText, syncList } from "/static/js/dom.js";
import { language, pick, t } from "/static/js/texts.js";

/**
 * @typedef {import("/static/js/answers.d.ts").Procedure} Procedure
 * @typedef {import("/static/js/answers.d.ts").Procedures} Procedures
 * @typedef {import("/static/js/answers.d.ts").Elsewhere} Elsewhere
 */

const SHOWN = 5;
/** Nothing is asked between two letters of whoever types. */
const PAUSE_MS = 120;
/** What may become a card's number waits for longer than a scanner's pause. */
const DIGITS_PAUSE_MS = 300;
/** The number of a citizen's card, or what was read of it, and nothing that anybody looks for here: it does not leave the page. */
const CARD_NUMBER = /\d{4}/;

/** @param {Procedure} procedure @returns {string} its plain name: Vietnamese on a Vietnamese page, else English if it has one */
export function plainName(procedure) {
  return nameTongue(procedure) === "en" ? (procedure.english_name ?? "") : procedure.short_name;
}

/** @param {Procedure} procedure @returns {string} the language of its plain name */
export function nameTongue(procedure) {
  return language() !== "vi" && procedure.english_name ? "en" : "vi";
}

export class Search {
  /**
   * @param {import("/static/js/api.js").Api} api
   * @param {{centre: import("./centre.js").Centre, choose: (procedure: Procedure) => void}} around
   */
  constructor(api, { centre, choose }) {
    this.api = api;
    this.centre = centre;
    this.choose = choose;
    this.input = /** @type {HTMLInputElement} */ (byRole("words"));
    /** @type {Procedure[]} */
    this.found = [];
    /** @type {Elsewhere[]} what of the words is not done here */
    this.elsewhere = [];
    this.down = false;
    this.asking = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.pause = undefined;
    this.input.addEventListener("input", () => this.changed());
    byRole("keyboard").addEventListener("click", (event) => {
      const key = /** @type {Element} */ (event.target).closest("[data-letter]");
      if (key instanceof HTMLElement) this.press(key.dataset.letter ?? "");
    });
  }

  /** Begin anew, with what is asked for most at this hour. */
  open() {
    this.input.value = "";
    this.found = [];
    this.elsewhere = [];
    this.draw();
    this.ask();
  }

  /** @param {string} key a letter, a space, `delete` or `clear` */
  press(key) {
    const words = this.input.value;
    if (key === "clear") this.input.value = "";
    else if (key === "delete") this.input.value = words.slice(0, -1);
    else if (words.length < this.input.maxLength) this.input.value = words + key;
    this.changed();
  }

  /** Other words: what is shown belongs to the ones before until they are answered. */
  changed() {
    clearTimeout(this.pause);
    this.expect();
    this.pause = setTimeout(() => this.ask(), /\d/.test(this.input.value) ? DIGITS_PAUSE_MS : PAUSE_MS);
  }

  /** @returns {number} which question this is: the answer to an earlier one is passed over */
  expect() {
    byRole("found").setAttribute("aria-busy", "true");
    return (this.asking += 1);
  }

  async ask() {
    const asking = this.expect();
    const answer = await this.answerTo(this.input.value.trim()).catch(() => null);
    if (asking !== this.asking) return;
    this.down = answer === null;
    this.found = answer?.items ?? [];
    this.elsewhere = answer?.elsewhere ?? [];
    this.draw();
    byRole("found").removeAttribute("aria-busy");
  }

  /** @param {string} words @returns {Promise<Procedures>} */
  async answerTo(words) {
    if (CARD_NUMBER.test(words)) return { items: [], elsewhere: [] };
    if (!words) return this.api.get(`/procedures/asked?limit=${SHOWN}`);
    return this.api.get(`/procedures?q=${encodeURIComponent(words)}&limit=${SHOWN}`);
  }

  draw() {
    const asked = !this.input.value.trim();
    const empty = this.found.length === 0;
    setText(byRole("found-title"), t(asked ? "asked_title" : "found_title"));
    setText(byRole("search-hint"), this.hint(asked));
    byRole("found-title").hidden = empty;
    syncList(
      byRole("found"),
      this.found,
      ({ code }) => code,
      () => this.row(),
      (node, procedure) => this.fill(node, procedure),
    );
  }

  /** @param {boolean} asked nothing was typed @returns {string} */
  hint(asked) {
    if (this.down) return t("find_down");
    if (asked) return t("find_hint");
    const [other] = this.elsewhere;
    if (other) return t("elsewhere", { what: pick({ vi: other.vi, en: other.en }), where: pick(other.places) });
    return this.found.length === 0 ? t("found_nothing") : t("found_count", { count: this.found.length });
  }

  row() {
    const row = el(
      "button",
      { class: "found-row", type: "button" },
      el("span", { class: "prefix", dataset: { role: "prefix" }, "aria-hidden": "true" }),
      el("span", { class: "found-name", dataset: { role: "name" } }),
      el("span", { class: "found-field", dataset: { role: "field" } }),
    );
    row.addEventListener("click", () => {
      const chosen = this.found.find(({ code }) => code === row.dataset.key);
      if (chosen) this.choose(chosen);
    });
    return row;
  }

  /** @param {HTMLElement} row @param {Procedure} procedure */
  fill(row, procedure) {
    const field = this.centre.field(procedure.field);
    row.dataset.procedure = procedure.code;
    setText(byRole("prefix", row), field?.prefix ?? "");
    setText(byRole("name", row), plainName(procedure));
    byRole("name", row).lang = nameTongue(procedure);
    setText(byRole("field", row), pick(field?.names));
  }
}
