/** Rating one visit, wherever it is asked: a level, at the lowest a reason and a few words, and thanks. */

import { byRole, el, setText, show } from "./dom.js";
import { onLanguage, pick, t } from "./texts.js";

/**
 * @typedef {{level: number, reason?: string, words?: string}} Ballot
 * @typedef {{reasons: {key: string, names: import("./texts.js").Both}[], words: boolean}} Asks what the settings say
 * @typedef {{detail?: string, action?: string, status?: number, code?: string}} Problem
 * @typedef {"level" | "reason" | "words" | "sending" | "done" | "trouble"} Part
 */

const LOWEST = 1;

export class Rating {
  /**
   * @param {(ballot: Ballot) => Promise<unknown>} send raises an `ApiError`, or anything that says `detail` and `action`
   * @param {{done?: () => void, refused?: (problem: Problem) => void}} [told] `done` once the ballot is kept
   */
  constructor(send, told = {}) {
    this.root = byRole("rating");
    /** @type {Asks} */
    this.asks = JSON.parse(byRole("rating-asks").textContent ?? "{}");
    this.text = /** @type {HTMLTextAreaElement | null} */ (this.root.querySelector('[data-role="rating-text"]'));
    this.send = send;
    this.told = told;
    /** @type {Ballot | null} */
    this.ballot = null;
    this.root.addEventListener("click", (event) => this.pressed(/** @type {Element} */ (event.target)));
    onLanguage(() => this.drawReasons());
    this.drawReasons();
  }

  /** Somebody else is asked: nothing is left of the one before. */
  begin() {
    this.ballot = null;
    if (this.text) this.text.value = "";
    this.show("level");
  }

  /** @returns {Part} */
  get part() {
    return /** @type {Part} */ (this.root.dataset.part);
  }

  /** Whether somebody has begun and not sent. */
  get begun() {
    return this.part === "reason" || this.part === "words";
  }

  /** They left: what they chose counts, where that is enough. */
  leave() {
    if (this.part === "words") this.submit();
  }

  drawReasons() {
    const buttons = this.asks.reasons.map(({ key, names }) =>
      el("button", { class: "button rating-reason", type: "button", dataset: { reason: key }, text: pick(names) }),
    );
    byRole("rating-reasons", this.root).replaceChildren(...buttons);
  }

  /** @param {Element} target */
  pressed(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest("button"));
    const { level, reason, ratingBack, role } = button?.dataset ?? {};
    if (level) this.choose(Number(level));
    else if (reason) this.explain(reason);
    else if (ratingBack) this.show(/** @type {Part} */ (ratingBack));
    else if (role === "rating-send" || role === "rating-again") this.submit();
  }

  /** @param {number} level */
  choose(level) {
    if (this.part !== "level") return;
    this.ballot = { level };
    if (level === LOWEST) this.show("reason");
    else this.submit();
  }

  /** @param {string} reason */
  explain(reason) {
    this.ballot = { level: LOWEST, reason };
    if (this.asks.words && this.text) this.show("words");
    else this.submit();
  }

  async submit() {
    const { ballot } = this;
    if (!ballot || this.part === "sending" || this.part === "done") return;
    const words = ballot.level === LOWEST ? this.text?.value.trim() : "";
    this.show("sending");
    try {
      await this.send(words ? { ...ballot, words } : ballot);
      if (this.ballot !== ballot) return; // the next person stands here
      this.ballot = null;
      this.show("done");
      this.told.done?.();
    } catch (error) {
      if (this.ballot === ballot) this.fail(/** @type {Problem} */ (error));
    }
  }

  /** @param {Problem} problem */
  fail({ detail, action, status, code }) {
    setText(byRole("rating-trouble", this.root), detail || t("rating_unsent"));
    setText(byRole("rating-trouble-action", this.root), status ? (action ?? "") : t("rating_unreachable"));
    show(byRole("rating-again", this.root), !status);
    this.show("trouble");
    if (status) this.told.refused?.({ status, ...(code ? { code } : {}) });
  }

  /** @param {Part} part */
  show(part) {
    this.root.dataset.part = part;
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("[data-rating]"))) {
      show(section, section.dataset.rating === part);
    }
    const title = /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-rating="${part}"] .rating-title`));
    title?.focus({ preventScroll: true });
  }
}
