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
    /** @type {number | undefined} the page that was turned to; none once it was moved by hand, or by the Tab key */
    this.page = 0;
    this.size = "";
    /** @type {Element[]} what is shown whole, or not at all */
    this.things = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.left = undefined;
    this.drawing = 0;
    const soon = () => this.soon();
    const sizes = new ResizeObserver(soon);
    [part, ...part.children].forEach((node) => sizes.observe(node));
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes)
        if (target === part) for (const node of addedNodes) if (node instanceof Element) sizes.observe(node);
      soon();
    }).observe(part, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden"] });
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
    this.look(); // it may have been moved by hand since, of which the browser has not told yet
    const at = this.part.scrollTop;
    const { page } = this;
    show(this.turner, false);
    this.part.style.removeProperty("--row");
    const fits = this.part.scrollHeight <= this.part.clientHeight + EDGE_PX;
    show(this.turner, !fits);
    if (!fits && this.part.dataset.pages === "rows") fill(this.part);
    for (const thing of this.things) thing.removeAttribute("data-cut");
    this.things = thingsOf(this.part, this.part.clientHeight);
    this.begins = fits ? [0] : pagesOf(this.part, this.things);
    this.size = this.sizeNow;
    this.part.scrollTop = page === undefined ? at : this.topOf(Math.min(page, this.begins.length - 1));
    this.say();
  }

  /** @returns {number} which page is shown, from 0 */
  get shown() {
    const { scrollTop, scrollHeight, clientHeight } = this.part;
    if (scrollTop + clientHeight >= scrollHeight - EDGE_PX) return this.begins.length - 1;
    return this.begins.filter((begin) => begin <= scrollTop + EDGE_PX).length - 1;
  }

  /** The last one shows the end, also where something reaches a little out of its box. @param {number} page @returns {number} */
  topOf(page) {
    const end = Math.max(0, this.part.scrollHeight - this.part.clientHeight);
    return page > 0 && page === this.begins.length - 1 ? end : Math.min(this.begins[page] ?? 0, end);
  }

  /** While it is not what was measured, where it stands tells nothing: it is about to be drawn anew. */
  get sizeNow() {
    return `${this.part.scrollHeight}/${this.part.clientHeight}`;
  }

  look() {
    const page = this.shown;
    if (this.size === this.sizeNow) this.page = Math.abs(this.part.scrollTop - this.topOf(page)) > EDGE_PX ? undefined : page;
  }

  say() {
    const last = this.begins.length - 1;
    this.look();
    this.cut();
    setText(this.place, `${this.shown + 1}/${last + 1}`);
    for (const button of this.turner.querySelectorAll("button")) {
      button.disabled = button.dataset.turn === "-1" ? this.shown === 0 : this.shown === last;
    }
  }

  /** Nothing is shown by half: what a page does not hold whole, another one does. */
  cut() {
    const { top, bottom } = this.part.getBoundingClientRect();
    for (const thing of this.things) {
      const box = thing.getBoundingClientRect();
      const sticksOut = box.top < top - EDGE_PX || box.bottom > bottom + EDGE_PX;
      thing.toggleAttribute("data-cut", this.page !== undefined && sticksOut && box.height <= bottom - top + EDGE_PX);
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
    this.page = Math.max(0, Math.min(page, this.begins.length - 1));
    this.part.scrollTop = this.topOf(this.page);
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

/** What a node holds, as far apart as it has to be: of what is higher than a page, what that holds. @param {Element} node @param {number} high @returns {Element[]} */
function thingsOf(node, high) {
  return [...node.children].flatMap((child) => {
    const { height } = child.getBoundingClientRect();
    if (height === 0) return [];
    return height > high + EDGE_PX && child.childElementCount > 0 ? thingsOf(child, high) : [child];
  });
}

/**
 * Where pages begin, so that each thing is whole on one: each begins with the first thing that no page has whole yet. One that
 * is higher than the screen has several.
 * @param {HTMLElement} part @param {Element[]} things @returns {number[]}
 */
function pagesOf(part, things) {
  const high = part.clientHeight;
  const top = part.getBoundingClientRect().top - part.scrollTop;
  let left = things.map((thing) => thing.getBoundingClientRect())
    .map((box) => ({ from: box.top - top, to: box.bottom - top })).sort((one, other) => one.from - other.from);
  /** @type {number[]} */
  const begins = [];
  for (let first = left[0]; first; first = left[0]) {
    const shown = within(begins.length > 0 ? first.from : 0, first.to, high);
    begins.push(...shown);
    left = left.filter((thing) => thing !== first && !shown.some((begin) => begin <= thing.from + EDGE_PX && thing.to <= begin + high + EDGE_PX));
  }
  return begins.sort((one, other) => one - other).filter((begin, n, all) => n === 0 || begin - (all[n - 1] ?? 0) > EDGE_PX);
}

/** @param {number} begin @param {number} end @param {number} high @returns {number[]} more than one where a thing is higher than the screen */
function within(begin, end, high) {
  const step = high * (1 - KEPT);
  const more = Math.max(0, Math.ceil((end - begin - high - EDGE_PX) / step));
  return [...Array(more + 1).keys()].map((k) => begin + k * step);
}
