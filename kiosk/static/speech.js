/**
 * Spoken guidance: one switch, then whatever has the focus or is touched is said, each step when it is reached, and
 * what appears by itself. A press of something stops the sentence before.
 */

import { gather } from "./say.js";
import { Voice } from "./voice.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { step } from "/static/js/steps.js";
import { onLanguage, t } from "/static/js/texts.js";

/** Not a key of a keypad's digits, nor of any card that a scanner reads. */
const KEY = "*";
const CONTROLS = "button, input, a[href]";

export class Speech {
  /** @param {() => string | null} token the machine's */
  constructor(token) {
    this.voice = new Voice(token, () => this.lost());
    this.on = false;
    /** @type {Element | null} what was said because it was touched: its focus is no news */
    this.touched = null;
    /** @type {Element | null} the dialog whose question was said */
    this.dialog = null;
    /** A step is being entered: what it shows now is said with its heading, and is no news. */
    this.entering = false;
    this.button = /** @type {HTMLButtonElement} */ (byRole("speech"));
    this.button.addEventListener("click", () => this.turn(!this.on));
    document.addEventListener("keydown", (event) => {
      if (event.key !== KEY || event.repeat) return;
      event.preventDefault();
      this.turn(!this.on);
    });
    document.addEventListener("pointerdown", (event) => this.touch(/** @type {Element} */ (event.target)), true);
    document.addEventListener("focusin", (event) => this.focus(/** @type {Element} */ (event.target)));
    // After everybody else has written their words anew.
    onLanguage(() => queueMicrotask(() => this.on && this.voice.say(this.everything())));
    this.followNews();
  }

  /** Whether somebody is being read to. */
  get reads() {
    return this.on;
  }

  /** The next person begins in silence; whoever is still there hears it. */
  clear() {
    if (this.on) this.turn(false);
    show(byRole("speech-missing"), false);
  }

  /** @param {boolean} wanted */
  turn(wanted) {
    this.on = wanted;
    this.button.setAttribute("aria-pressed", String(wanted));
    if (wanted) show(byRole("speech-missing"), false);
    const said = { text: t(wanted ? "speech_on" : "speech_off"), tongue: document.documentElement.lang };
    this.voice.say(wanted ? [said, ...this.everything()] : [said], wanted);
  }

  /** Neither the server nor the browser has a voice for this language. */
  lost() {
    this.on = false;
    this.button.setAttribute("aria-pressed", "false");
    setText(byRole("speech-missing"), t("speech_missing"));
    show(byRole("speech-missing"));
  }

  /** @param {Element} target */
  touch(target) {
    const control = target.closest(CONTROLS);
    if (!this.on || !control || control === this.button) return;
    this.touched = control;
    this.voice.say(gather(control));
  }

  /** @param {Element} target */
  focus(target) {
    const touched = target === this.touched;
    this.touched = null;
    if (!this.on || touched || target === this.button) return;
    const dialog = target.closest("dialog");
    const asked = dialog && dialog !== this.dialog ? gather(dialog, "h2, [data-said]") : [];
    this.dialog = dialog;
    this.entering = target.matches("h1");
    setTimeout(() => (this.entering = false));
    this.voice.say(this.entering ? this.everything() : [...asked, ...gather(target)]);
  }

  /** The present step: its heading, then what else it has to say. */
  everything() {
    return gather(document.querySelector(`[data-for="${step()}"]`), "h1, [data-said]");
  }

  /** What appears by itself is said after the sentence that is being spoken. */
  followNews() {
    const watch = new MutationObserver((records) => {
      if (!this.on || this.entering) return;
      const nodes = new Set(records.map(({ target }) => (target instanceof Element ? target : target.parentElement)));
      const places = new Set([...nodes].map((node) => node?.closest("[data-news]") ?? null));
      for (const place of places) this.voice.add(gather(place));
    });
    const what = { childList: true, characterData: true, subtree: true, attributeFilter: ["hidden"] };
    for (const place of document.querySelectorAll("[data-news]")) watch.observe(place, what);
  }
}
