/** Notices one after another while the large place is free; one that cannot be shown is skipped and reported. */

import { show } from "/static/js/dom.js";
import { buildSlide, endSlide, fitText, startSlide } from "./slides.js";

/** @typedef {import("./notices.js").Notice} Notice */

const FADE_MS = 900;
/** A file may have failed because the network was gone for a moment. */
const TRY_AGAIN_MS = 5 * 60_000;

export class Playlist {
  /** @type {Notice[]} what is on now, in order */
  items = [];
  /** @type {{item: Notice, slide: HTMLElement, endsAt: number} | null} */
  #current = null;
  /** The last that was shown: after a call, the next one comes. */
  #lastId = 0;
  /** @type {Map<string, number>} by notice and file: until when it is not tried again */
  #broken = new Map();
  #loading = false;
  #free = false;

  /** @param {HTMLElement} section @param {HTMLElement} stage @param {(notice: Notice) => void} report */
  constructor(section, stage, report) {
    this.section = section;
    this.stage = stage;
    this.report = report;
    const refit = () => this.#current && fitText(this.#current.slide);
    new ResizeObserver(refit).observe(stage);
    document.fonts.addEventListener("loadingdone", refit);
  }

  /** @param {boolean} free whether no call needs the place now */
  tick(free) {
    this.#free = free;
    const items = this.#playable();
    if (!free || items.length === 0) return this.#clear();
    const kept = this.#current && items.some((item) => same(item, this.#current?.item));
    if (!kept || performance.now() >= (this.#current?.endsAt ?? 0)) this.#turnTo(this.#next(items));
  }

  /** @returns {Notice[]} */
  #playable() {
    const now = performance.now();
    for (const [key, until] of this.#broken) if (until < now) this.#broken.delete(key);
    return this.items.filter((item) => !this.#broken.has(keyOf(item)));
  }

  /** @param {Notice[]} items not empty @returns {Notice} the one after the last that was shown */
  #next(items) {
    const place = items.findIndex(({ id }) => id === this.#lastId);
    return /** @type {Notice} */ (items[(place + 1) % items.length]);
  }

  /** @param {Notice} item */
  async #turnTo(item) {
    if (this.#loading) return;
    if (this.#current && same(item, this.#current.item)) return this.#again();
    this.#loading = true;
    try {
      const slide = await buildSlide(item, () => this.#fail(item));
      this.#loading = false;
      if (!this.#free) return endSlide(slide);
      this.#show(item, slide);
    } catch {
      this.#loading = false;
      this.#fail(item);
    }
  }

  /** @param {Notice} item @param {HTMLElement} slide */
  #show(item, slide) {
    this.#leave();
    show(this.section);
    this.stage.append(slide);
    fitText(slide);
    void slide.offsetWidth; // laid out before it changes, so that it fades in
    slide.dataset.shown = "true";
    startSlide(slide, () => this.#over(slide));
    this.#current = { item, slide, endsAt: performance.now() + item.seconds * 1000 };
    this.#lastId = item.id;
  }

  /** The only one there is: it stays, and a video begins anew. */
  #again() {
    if (!this.#current) return;
    this.#current.endsAt = performance.now() + this.#current.item.seconds * 1000;
    startSlide(this.#current.slide, () => {});
  }

  /** A video came to its end before its time. @param {HTMLElement} slide */
  #over(slide) {
    if (this.#current?.slide === slide) this.#current.endsAt = 0;
  }

  /** @param {Notice} item */
  #fail(item) {
    this.#broken.set(keyOf(item), performance.now() + TRY_AGAIN_MS);
    this.report(item);
    if (this.#current && same(item, this.#current.item)) this.#leave();
    this.#lastId = item.id;
    this.tick(this.#free);
  }

  #leave() {
    const slide = this.#current?.slide;
    this.#current = null;
    if (!slide) return;
    delete slide.dataset.shown;
    setTimeout(() => endSlide(slide), FADE_MS);
  }

  /** At once: a call is never waited for. */
  #clear() {
    this.#current = null;
    show(this.section, false);
    for (const slide of [...this.stage.children]) endSlide(/** @type {HTMLElement} */ (slide));
  }
}

/** @param {Notice} notice */
function keyOf({ id, file }) {
  return `${id} ${file}`;
}

/** @param {Notice} one @param {Notice | undefined} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
