/** How far a dossier is, at the kiosk: by its code, scanned from the receipt or typed. Nothing of it stays on the page. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { goTo, step } from "/static/js/steps.js";
import { language, onLanguage, pick, t } from "/static/js/texts.js";

/** A dossier's code, also within an address that a receipt's QR code may hold. */
const CODE = /(?:^|[=/\s])([A-Z0-9]{2,3}(?:\.[A-Z0-9]{1,3}){0,4}-\d{6}-\d{4,})(?:$|[&#/\s])/i;
const MINUTE_S = 60;
const FREE = new Set(["start", "dossier"]);
/** @type {Record<string, string>} */
const SAID = { unknown_dossier: "unknown", bad_dossier_code: "wrong", dossiers_braked: "often" };

/** @typedef {import("/static/js/answers.d.ts").DossierTold} Told */

/**
 * @param {import("/static/js/api.js").Api} api @param {import("./flow.js").Flow} flow
 * @returns {{open: () => void, scanned: (read: string) => boolean, offer: (on?: boolean) => void}} `scanned` says whether
 *   what a scanner read was a dossier's code
 */
export function bindDossier(api, flow) {
  const asking = new Asking(api, flow);
  return {
    open: () => asking.open(),
    scanned: (read) => asking.scanned(read),
    offer: (on = false) => show(byRole("dossier-open"), on),
  };
}

class Asking {
  /** @param {import("/static/js/api.js").Api} api @param {import("./flow.js").Flow} flow */
  constructor(api, flow) {
    this.api = api;
    this.flow = flow;
    this.said = "scan";
    /** @type {Told | null} */
    this.told = null;
    this.asked = 0;
    /** How long a machine that asked too often waits. */
    this.minutes = 0;
    this.input = /** @type {HTMLInputElement} */ (byRole("dossier-code"));
    byRole("dossier-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.input.value.trim()) this.look(this.input.value.trim());
    });
    byRole("dossier-keyboard").addEventListener("click", ({ target }) => {
      const key = /** @type {Element} */ (target).closest("[data-letter]");
      if (key instanceof HTMLElement) this.press(key.dataset.letter ?? "");
    });
    onLanguage(() => this.draw());
    const left = new MutationObserver(() => step() !== "dossier" && this.forget());
    left.observe(document.body, { attributes: true, attributeFilter: ["data-step"] });
  }

  /** Whoever asked has gone: nothing of their dossier stays on the page. */
  forget() {
    this.asked += 1;
    this.input.value = "";
    this.say("scan");
  }

  /** Nothing is known of the person before. */
  open() {
    if (!FREE.has(step()) || byRole("dossier-open").hidden) return;
    this.forget();
    this.flow.idle.start();
    goTo("dossier");
  }

  /** @param {string} read @returns {boolean} */
  scanned(read) {
    const [, code] = CODE.exec(read.trim()) ?? [];
    if (!code || byRole("dossier-open").hidden) return false;
    if (!FREE.has(step())) return true; // in the middle of taking a number: no card, and nothing to do
    this.open();
    this.input.value = code.toUpperCase();
    this.look(code);
    return true;
  }

  /** @param {string} key */
  press(key) {
    const { value } = this.input;
    if (key === "delete") this.input.value = value.slice(0, -1);
    else if (value.length < this.input.maxLength) this.input.value = value + key;
  }

  /** @param {string} code */
  async look(code) {
    const asked = (this.asked += 1);
    const here = () => this.asked === asked && step() === "dossier";
    this.say("looking");
    try {
      /** @type {Told} */
      const told = await this.api.post("/dossiers/ask", { code });
      if (here()) this.tell(told);
    } catch (error) {
      if (!here()) return;
      this.minutes = error instanceof ApiError ? Math.ceil(error.retryAfter / MINUTE_S) : 0;
      this.say(SAID[error instanceof ApiError ? error.code : ""] ?? "down");
    }
  }

  /** @param {Told} told */
  tell(told) {
    this.told = told;
    this.said = "";
    this.input.value = "";
    this.draw();
  }

  /** @param {string} said the end of a text's key */
  say(said) {
    this.told = null;
    this.said = said;
    this.draw();
  }

  draw() {
    const { told } = this;
    show(byRole("dossier-told"), told !== null);
    show(byRole("dossier-form"), told === null);
    show(byRole("dossier-other"), told !== null);
    setText(byRole("dossier-said"), told ? told.code : t(`dossier_${this.said}`, { minutes: this.minutes }));
    if (!told) return;
    const { due, age_days: days } = told;
    setText(byRole("dossier-state"), language() === "vi" || language() === "en" ? pick(told.states) : told.state_text);
    setText(byRole("dossier-due"), due ? t("dossier_due", { day: dayOf(due) }) : t("dossier_no_due"));
    show(byRole("dossier-late"), told.overdue);
    const asOf = days > 0 ? "dossier_as_of" : "dossier_as_of_today";
    setText(byRole("dossier-as-of"), t(asOf, { day: dayOf(told.as_of), days }));
  }
}

/** @param {string} day ISO @returns {string} as people read it */
function dayOf(day) {
  return day.split("-").reverse().join("/");
}
