/**
 * What a scanner types, put together: it ends with Enter, with Tab or with nothing. Which keys belong together is told
 * by their own times, as everywhere (burst.js): a busy page hears them late, and judges the same.
 */

import { AFTER_SCAN_MS, apart, MANY_KEYS } from "/static/js/burst.js";

const LONGEST = 512;
const PARTS = "|";
/** A keypad's keys are pressed fast by those who find their way with them. */
const WAYS = new Set(["Numpad2", "Numpad4", "Numpad5", "Numpad6", "Numpad8"]);

export class Reading {
  /** @param {(read: string) => void} read told what a scanner typed, once it is over */
  constructor(read) {
    this.read = read;
    this.last = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.silence = undefined;
    this.keys = "";
    this.reading = false;
    /** What was read has been told. */
    this.over = false;
    this.suffixed = false;
    /** Not only the keys that lead about the page. */
    this.strange = false;
    /** @type {HTMLInputElement | null} what the keys go to, and what stood in it before them */
    this.field = null;
    this.stood = "";
  }

  /** @param {EventTarget | null} target what the keys go to */
  begin(target) {
    this.keys = "";
    this.reading = false;
    this.over = false;
    this.suffixed = false;
    this.strange = false;
    this.field = target instanceof HTMLInputElement ? target : null;
    this.stood = this.field?.value ?? "";
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key is a scanner's, and nobody else's */
  hear(event) {
    if (apart(event.timeStamp, this.last, this.reading && !this.suffixed)) {
      this.end();
      this.begin(event.target);
    }
    const typed = event.key.length === 1;
    if (typed || this.reading) this.last = event.timeStamp;
    if (event.key === "Enter" || event.key === "Tab") return this.suffix();
    if (!typed || (event.repeat && !this.reading)) return this.reading;
    return this.type(event);
  }

  /** @param {KeyboardEvent} event */
  type({ key, code }) {
    if (!this.over && this.keys.length <= LONGEST) this.keys += key;
    this.strange ||= !WAYS.has(code);
    const many = !this.field && this.strange && this.keys.length >= MANY_KEYS;
    if (!this.reading && (key === PARTS || many)) this.takeOut();
    if (this.reading) this.wait();
    return this.reading || (!this.field && this.strange && this.keys.length > 1);
  }

  /** Enter or Tab: the end of what is read, and otherwise a person's. */
  suffix() {
    this.suffixed = this.reading;
    this.end();
    if (!this.reading) this.last = -Infinity;
    return this.reading;
  }

  /** A scanner it is: the field gets back what stood in it. */
  takeOut() {
    this.reading = true;
    if (!this.field || this.field.value === this.stood) return;
    this.field.value = this.stood;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Not every scanner says that it is done. */
  wait() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.end(), AFTER_SCAN_MS);
  }

  /** What was read is told once and forgotten; keys that still follow at once belong to it. */
  end() {
    clearTimeout(this.silence);
    const { keys } = this;
    this.keys = "";
    if (!this.reading || this.over) return;
    this.over = true;
    this.read(keys.length > LONGEST ? "" : keys);
  }
}
