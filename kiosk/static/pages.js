/**
 * Parts of a step that do not fit the screen are turned like pages: "2/3" between two buttons, below the part.
 * A part is marked `data-pages`, or `data-pages="rows"` when it is a grid whose rows are as high as each other and so
 * fill a page exactly; its turner is the element after it.
 */

import { byRole, setText, show } from "/static/js/dom.js";

/** Fractions of a pixel are no further page. */
const EDGE_PX = 2;
/** How much of a part that cannot be cut between two things is seen again on the next page. */
const KEPT = 0.15;
/** Pages turn back for the next person when nobody has touched them for so long. */
const LEFT_MS = 60_000;

export function bindPages() {
  const parts = [...document.querySelectorAll("[data-pages]")].map((node) => new Pages(/** @type {HTMLElement} */ (node)));
  const draw = () => parts.forEach((pages) => pages.soon());
  new MutationObserver(draw).observe(document.documentElement, { attributes: true });
  const steps = new MutationObserver(() => parts.forEach((pages) => pages.turnTo(0)));
  steps.observe(document.body, { attributes: true, attributeFilter: ["data-step"] });
  document.fonts.ready.then(draw);
}

class Pages {
  /** @param {HTMLElement} part */
  constructor(part) {
    this.part = part;
    this.turner = /** @type {HTMLElement} */ (part.nextElementSibling);
    this.place = byRole("turner-place", this.turner);
    /** @type {number[]} where each page begins, in pixels of the part */
    this.begins = [0];
    /** @type {number[]} where each page ends: what comes after it is not shown in halves */
    this.ends = [Infinity];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.left = undefined;
    this.drawing = 0;
    const soon = () => this.soon();
    new ResizeObserver(soon).observe(part);
    new MutationObserver(soon).observe(part, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden"] });
    part.addEventListener("scroll", () => this.say(), { passive: true });
    this.turner.addEventListener("click", (event) => this.pressed(/** @type {Element} */ (event.target)));
  }

  /** Once for all that changes before the next frame is painted. */
  soon() {
    cancelAnimationFrame(this.drawing);
    this.drawing = requestAnimationFrame(() => this.draw());
  }

  /** Measured without its turner, which takes of the room only when it is needed. */
  draw() {
    const at = this.part.scrollTop;
    show(this.turner, false);
    this.part.style.removeProperty("--row");
    const fits = this.part.scrollHeight <= this.part.clientHeight + EDGE_PX;
    show(this.turner, !fits);
    if (!fits && this.part.dataset.pages === "rows") fill(this.part);
    const pages = fits ? [{ begin: 0, end: Infinity }] : pagesOf(this.part);
    this.begins = pages.map(({ begin }) => begin);
    this.ends = pages.map(({ end }) => end);
    this.part.scrollTop = at;
    this.say();
  }

  /** @returns {number} which page is shown, from 0 */
  get shown() {
    const { scrollTop, scrollHeight, clientHeight } = this.part;
    if (scrollTop + clientHeight >= scrollHeight - EDGE_PX) return this.begins.length - 1;
    return this.begins.filter((begin) => begin <= scrollTop + EDGE_PX).length - 1;
  }

  /** How much of the part lies below the end of the page that is shown; nothing while it is moved by hand, or is the last one. */
  get rest() {
    const { scrollTop, clientHeight } = this.part;
    const page = this.shown;
    if (page === this.begins.length - 1 || Math.abs(scrollTop - (this.begins[page] ?? 0)) > EDGE_PX) return 0;
    return scrollTop + clientHeight - (this.ends[page] ?? Infinity);
  }

  say() {
    const last = this.begins.length - 1;
    this.part.style.clipPath = this.rest > EDGE_PX ? `inset(0 0 ${this.rest}px 0)` : "";
    setText(this.place, `${this.shown + 1}/${last + 1}`);
    for (const button of this.turner.querySelectorAll("button")) {
      button.disabled = button.dataset.turn === "-1" ? this.shown === 0 : this.shown === last;
    }
  }

  /** @param {Element} target */
  pressed(target) {
    const way = target.closest("button")?.dataset.turn;
    if (way) this.turnTo(this.shown + Number(way));
  }

  /** @param {number} page */
  turnTo(page) {
    clearTimeout(this.left);
    const last = this.begins.length - 1;
    const { scrollHeight, clientHeight } = this.part;
    // The last one shows the end, also where something reaches a little out of its box.
    this.part.scrollTop = page < last ? (this.begins[page] ?? 0) : last && Math.max(this.begins[last] ?? 0, scrollHeight - clientHeight);
    this.say();
    if (page > 0) this.left = setTimeout(() => this.turnTo(0), LEFT_MS);
  }
}

/** As many rows as fit fill the part, so that no page ends within one. @param {HTMLElement} part */
function fill(part) {
  const gap = parseFloat(getComputedStyle(part).rowGap) || 0;
  const least = Math.max(...[...part.children].map((thing) => thing.getBoundingClientRect().height));
  const rows = Math.max(1, Math.floor((part.clientHeight + gap) / (least + gap)));
  part.style.setProperty("--row", `${(part.clientHeight - (rows - 1) * gap) / rows}px`);
}

/** @param {HTMLElement} part @returns {{begin: number, end: number}[]} pages: they begin between two things, so that none is cut */
function pagesOf(part) {
  const top = part.getBoundingClientRect().top - part.scrollTop;
  const pages = [{ begin: 0, end: 0 }];
  for (const thing of part.children) {
    const box = thing.getBoundingClientRect();
    const [from, to] = [box.top - top, box.bottom - top];
    const page = /** @type {{begin: number, end: number}} */ (pages[pages.length - 1]);
    if (to <= page.begin + part.clientHeight + EDGE_PX || from <= page.begin) page.end = Math.max(page.end, to);
    else if (box.height) pages.push({ begin: from, end: to });
  }
  return pages.flatMap(({ begin, end }) => within(begin, end, part.clientHeight));
}

/** @param {number} begin @param {number} end @param {number} high @returns {{begin: number, end: number}[]} more than one where a thing is higher than the screen */
function within(begin, end, high) {
  const step = high * (1 - KEPT);
  const more = Math.max(0, Math.ceil((end - begin - high - EDGE_PX) / step));
  return [...Array(more + 1).keys()].map((k) => ({ begin: begin + k * step, end: k < more ? Infinity : end }));
}
