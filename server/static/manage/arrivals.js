/** How many people come today, by half hour, beside a usual day of this weekday: a drawing, a sentence and a table. */

import { ApiError } from "/static/js/api.js";
import { byRole, el, setText, show } from "/static/js/dom.js";
import { language, t } from "/static/js/texts.js";
import { createFollow } from "./follow.js";

const EVERY_MS = 30_000;
const [WIDE, HIGH, LEFT, TOP, BOTTOM] = [600, 180, 34, 10, 24];
const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {{from: string, came: number, usual: number | null}} HalfHour
 * @typedef {{day: string, at: string, days: number, items: HalfHour[]}} Arrivals
 */

/** @param {{api: import("/static/js/api.js").Api}} options */
export function createArrivals({ api }) {
  const load = async () => {
    try {
      draw(await api.get("/reports/arrivals"));
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(byRole("arrivals-text"), `${problem.detail} ${problem.action}`);
      return false;
    }
  };
  const follow = createFollow(load, EVERY_MS);
  return {
    /** @param {{today: import("./today.js").Totals, at: string}} view at another half hour it is another drawing */
    follow: ({ today, at }) => follow([today.issued, today.cancelled, at.slice(0, 13), Number(at.slice(14, 16)) < 30]),
  };
}

/** @param {Arrivals} report */
function draw({ day, at, days, items }) {
  const shown = busyPart(items, at);
  const came = items.reduce((sum, part) => sum + part.came, 0);
  const known = items.some(({ usual }) => usual !== null);
  const weekday = new Intl.DateTimeFormat(language() === "en" ? "en-GB" : "vi", { weekday: "long", timeZone: "UTC" }).format(new Date(day));
  const time = at.slice(11, 16);
  setText(byRole("arrivals-text"), t(known ? "arrivals_beside" : "arrivals_alone", { came, time, weekday, days, usual: usualUntil(items, time) }));
  show(byRole("arrivals-legend"), known);
  byRole("arrivals-drawing").replaceChildren(drawing(shown));
  byRole("arrivals-rows").replaceChildren(...shown.map(row));
}

/** From the first half hour in which anybody comes to the last, or to now. @param {HalfHour[]} items @param {string} at */
function busyPart(items, at) {
  const busy = items.map(({ from, came, usual }) => came > 0 || (usual ?? 0) > 0 || from === halfHourOf(at));
  return items.slice(busy.indexOf(true), busy.lastIndexOf(true) + 1);
}

/** @param {string} at */
function halfHourOf(at) {
  return `${at.slice(11, 13)}:${Number(at.slice(14, 16)) < 30 ? "00" : "30"}`;
}

/** How many usually have come by this time; within a half hour they come evenly. @param {HalfHour[]} items @param {string} time */
function usualUntil(items, time) {
  const now = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const parts = items.map(({ usual }, place) => (usual ?? 0) * Math.min(1, Math.max(0, (now - place * 30) / 30)));
  return Math.round(parts.reduce((sum, part) => sum + part, 0));
}

/** @param {HalfHour} part */
function row({ from, came, usual }) {
  return el("tr", {}, el("th", { scope: "row", text: from }), el("td", { class: "is-number", text: came }), el("td", { class: "is-number", text: usual === null ? "–" : Math.round(usual) }));
}

/** @param {HalfHour[]} parts */
function drawing(parts) {
  const most = Math.max(4, ...parts.map(({ came, usual }) => Math.max(came, usual ?? 0)));
  const width = (WIDE - LEFT) / Math.max(1, parts.length);
  const y = (/** @type {number} */ people) => HIGH - BOTTOM - (people / most) * (HIGH - BOTTOM - TOP);
  const x = (/** @type {number} */ place) => LEFT + place * width;
  const root = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "arrivals-svg", role: "img", "aria-labelledby": "arrivals-text" });
  for (const people of new Set([0, Math.round(most / 2), Math.round(most)])) {
    root.append(shape("line", { x1: LEFT, x2: WIDE, y1: y(people), y2: y(people), class: "arrivals-grid" }));
    root.append(shape("text", { x: LEFT - 6, y: y(people) + 4, class: "arrivals-word", "text-anchor": "end" }, String(people)));
  }
  parts.forEach(({ from, came }, place) => {
    if (came > 0) root.append(shape("rect", { x: x(place) + 2, width: Math.max(1, width - 4), y: y(came), height: y(0) - y(came), class: "arrivals-came" }));
    if (from.endsWith(":00")) root.append(shape("text", { x: x(place), y: HIGH - 6, class: "arrivals-word" }, String(Number(from.slice(0, 2)))));
  });
  const steps = parts.flatMap(({ usual }, place) => (usual === null ? [] : [`${x(place)},${y(usual)}`, `${x(place + 1)},${y(usual)}`]));
  if (steps.length > 0) root.append(shape("polyline", { points: steps.join(" "), class: "arrivals-usual" }));
  return root;
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function shape(name, attributes, text = "") {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.textContent = text;
  return node;
}
