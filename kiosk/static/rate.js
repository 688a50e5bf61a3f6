/** Rating a visit at the kiosk, by its slip: whoever holds the slip's code may, the number alone is not enough. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { Rating } from "/static/js/rating.js";
import { goTo, step } from "/static/js/steps.js";
import { onLanguage, t } from "/static/js/texts.js";

/** The address in a slip's QR code, or the code alone. */
export const SLIP = /(?:^|\/t\/)([\w-]{16})$/;
/** Where somebody may hold a slip's code before the scanner: to rate, or to check in. */
export const FREE = new Set(["start", "rate", "arrival"]);
const THANKS_MS = 6_000;

/** @typedef {import("/static/js/answers.d.ts").Tracked} Tracked */

/**
 * @param {import("/static/js/api.js").Api} api @param {import("./flow.js").Flow} flow
 * @returns {{open: () => void, scanned: (read: string) => boolean}} `scanned` says whether what a scanner read was a slip
 */
export function bindRate(api, flow) {
  if (!document.querySelector('[data-for="rate"]')) return { open: () => {}, scanned: () => false };
  const rate = new Rate(api, flow);
  return { open: () => rate.open(), scanned: (read) => rate.scanned(read) };
}

class Rate {
  /** @param {import("/static/js/api.js").Api} api @param {import("./flow.js").Flow} flow */
  constructor(api, flow) {
    this.api = api;
    this.flow = flow;
    this.track = "";
    this.number = "";
    this.said = "rate_scan";
    this.rating = new Rating((ballot) => api.post("/ratings", { ...ballot, track: this.track }), {
      done: () => this.thanked(),
    });
    onLanguage(() => this.draw());
  }

  /** Nothing is known of the person before. */
  open() {
    if (!FREE.has(step())) return;
    this.track = this.number = "";
    this.say("rate_scan");
    this.flow.idle.start();
    goTo("rate");
  }

  /** @param {string} read @returns {boolean} */
  scanned(read) {
    const [, track] = SLIP.exec(read.trim()) ?? [];
    if (!track) return false;
    if (!FREE.has(step())) return true; // in the middle of taking a number: no card, and nothing to do
    this.open();
    this.look(track);
    return true;
  }

  /** @param {string} track */
  async look(track) {
    this.track = track;
    this.say("rate_looking");
    try {
      /** @type {Tracked} */
      const ticket = await this.api.get(`/track/${track}`);
      if (this.track === track && step() === "rate") this.meet(ticket);
    } catch (error) {
      const unknown = error instanceof ApiError && error.status === 404;
      if (this.track === track) this.say(unknown ? "rate_unknown" : "rate_down");
    }
  }

  /** @param {Tracked} ticket */
  meet({ number, state, rating }) {
    this.number = number;
    const was = state === "cancelled" || state === "no_show" ? "rate_no_visit" : "rate_not_yet";
    if (rating !== "open") return this.say(rating ? `rate_${rating}` : was);
    this.rating.begin();
    this.say("");
  }

  thanked() {
    const { track } = this;
    setTimeout(() => this.track === track && step() === "rate" && this.flow.toStart(), THANKS_MS);
  }

  /** @param {string} said a text's key; empty while somebody is asked */
  say(said) {
    this.said = said;
    this.draw();
  }

  draw() {
    show(byRole("rate-scan"), this.said !== "");
    show(byRole("rating"), this.said === "");
    setText(byRole("rate-title"), this.said ? t("rate_title") : t("rate_number", { number: this.number }));
    if (this.said) setText(byRole("rate-said"), t(this.said, { number: this.number }));
  }
}
