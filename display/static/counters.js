/** The counters: a grid that is dense only when it has to be. */

import { byRole, el, setText, show, syncList } from "/static/js/dom.js";
import { fillPlace } from "/static/js/places.js";
import { stamp } from "/static/js/stamp.js";
import { fitNames } from "./fit.js";
import { lengthOf } from "./number_length.js";
import { evenly } from "./pages.js";

/** @typedef {import("/static/js/answers.d.ts").BoardCounter} Counter */

/** Up to so many counters: so many columns, and how much a tile can say. */
const SHAPES = [
  { upTo: 3, columns: 1, size: "few" },
  { upTo: 6, columns: 1, size: "wide" },
  { upTo: 14, columns: 2, size: "large" },
  { upTo: 24, columns: 3, size: "middle" },
  { upTo: 40, columns: 5, size: "small" },
];
const ROWS_WHEN_CROWDED = 10;
const LETTERS_SHOWN = 6;
/** Upright there is more width and less height. */
const UPRIGHT_SHAPES = [
  { upTo: 3, columns: 1, size: "few" },
  { upTo: 6, columns: 2, size: "wide" },
  { upTo: 14, columns: 3, size: "large" },
  { upTo: 24, columns: 4, size: "middle" },
];

/** @param {number} count @param {boolean} upright @returns {{columns: number, rows: number, size: string}} */
export function shapeOf(count, upright) {
  const shape = (upright ? UPRIGHT_SHAPES : SHAPES).find(({ upTo }) => count <= upTo);
  const columns = shape ? shape.columns : Math.ceil(count / ROWS_WHEN_CROWDED);
  return { columns, rows: Math.ceil(count / columns), size: shape ? shape.size : "small" };
}

/** Counters on a page where names of their own would be cut in a grid of all: as many as keep them whole. */
const PAGES = [24, 14, 6, 3];

/**
 * What a counter may come to be, "0" for the longest number: names are fitted for all of it, so that no call moves anything.
 * @type {(Pick<Counter, "state" | "number" | "ticket_state"> & {priority: boolean})[]}
 */
const STATES = [
  { state: "open", number: "0", ticket_state: "called", priority: true },
  { state: "open", number: null, ticket_state: null, priority: false },
  { state: "paused", number: null, ticket_state: null, priority: false },
];
const FIGURES = 3;
/** Signs of the longest number until now. */
let signs = 0;

/** @param {Counter[]} counters @param {{field: string, prefix: string}[]} queues */
export function showCounters(counters, queues) {
  const letters = new Map(queues.map((queue) => [queue.field, queue.prefix]));
  const grid = byRole("grid");
  show(byRole("counters"), counters.length > 0);
  draw(grid, counters, letters);
  const named = counters.some((counter) => counter.own_name);
  const sizes = PAGES.filter((most) => named && most < counters.length).map((most) => evenly(counters.length, most));
  const number = longestNumber(counters, queues);
  grid.dataset.room = [document.body.dataset.queues, named].join();
  fitNames(grid, {
    arrangements: [counters.length, ...sizes].map((shown) => () => arrange(grid, shown)),
    held: JSON.stringify([number, counters.map(({ n, own_name: name, fields }) => [name ?? n, lettersOf(fields, letters)])]),
    states: named ? STATES.map((state) => () => draw(grid, counters.map((counter) => inState(counter, state, number)), letters)) : [],
  });
  draw(grid, counters, letters);
}

/** @param {HTMLElement} grid @param {Counter[]} counters @param {Map<string, string>} letters */
function draw(grid, counters, letters) {
  syncList(grid, counters, ({ n }) => String(n), () => stamp("counter-template"), (tile, counter) => fill(tile, counter, letters));
}

/** @param {Counter} counter @param {typeof STATES[number]} state @param {string} longest @returns {Counter} */
function inState(counter, state, longest) {
  return { ...counter, ...state, number: state.number && longest };
}

/** As long as any number that was here or may come. @param {Counter[]} counters @param {{prefix: string}[]} queues */
function longestNumber(counters, queues) {
  const prefix = queues.reduce((found, queue) => (queue.prefix.length > found.length ? queue.prefix : found), "");
  signs = Math.max(signs, prefix.length + FIGURES, ...counters.map(({ number }) => number?.length ?? 0));
  return prefix.padEnd(signs, "0");
}

/** @param {HTMLElement} grid @param {number} shown counters at once @returns {number} how many stand on a page */
function arrange(grid, shown) {
  const { columns, rows, size } = shapeOf(shown, document.body.dataset.shape === "upright");
  grid.style.setProperty("--columns", String(columns));
  grid.style.setProperty("--rows", String(rows));
  document.body.dataset.counters = shown > 0 ? size : "none";
  return shown;
}

/** @param {HTMLElement} tile @param {Counter} counter @param {Map<string, string>} letters */
function fill(tile, counter, letters) {
  const length = lengthOf(counter.number ?? "");
  Object.assign(tile.dataset, { counter: counter.n, state: counter.state, ticket: counter.ticket_state ?? "", length });
  fillPlace(byRole("n", tile), counter.n, counter.own_name);
  setText(byRole("number", tile), counter.number ?? "");
  show(byRole("paused", tile), counter.state === "paused" && !counter.number);
  show(byRole("closed", tile), counter.state === "closed");
  show(byRole("priority", tile), Boolean(counter.priority));
  const served = counter.state === "closed" ? [] : lettersOf(counter.fields, letters);
  byRole("letters", tile).toggleAttribute("data-wide", served.some((letter) => letter.length > 1));
  syncList(byRole("letters", tile), served, (letter) => letter, (letter) => el("span", { text: letter }), () => {});
}

/** @param {string[]} fields @param {Map<string, string>} letters */
function lettersOf(fields, letters) {
  return fields.slice(0, LETTERS_SHOWN).map((field) => letters.get(field) ?? field);
}
