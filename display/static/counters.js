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

/** @param {Counter[]} counters @param {{field: string, prefix: string}[]} queues */
export function showCounters(counters, queues) {
  const letters = new Map(queues.map((queue) => [queue.field, queue.prefix]));
  const grid = byRole("grid");
  show(byRole("counters"), counters.length > 0);
  syncList(grid, counters, ({ n }) => String(n), () => stamp("counter-template"), (tile, counter) =>
    fill(tile, counter, letters));
  const named = counters.some((counter) => counter.own_name);
  const sizes = PAGES.filter((most) => named && most < counters.length).map((most) => evenly(counters.length, most));
  grid.dataset.room = [document.body.dataset.queues, named].join();
  fitNames(grid, [counters.length, ...sizes].map((shown) => () => arrange(grid, shown)));
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
  const served = counter.state === "closed" ? [] : counter.fields.slice(0, LETTERS_SHOWN).map((field) => letters.get(field) ?? field);
  byRole("letters", tile).toggleAttribute("data-wide", served.some((letter) => letter.length > 1));
  syncList(byRole("letters", tile), served, (letter) => letter, (letter) => el("span", { text: letter }), () => {});
}
