/** The line at the foot: it moves slowly, or, where motion is unwelcome, turns over line by line. */

import { byRole, setText, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";

/**
 * @typedef {import("./layouts.js").Board} Board
 * @typedef {import("/static/js/answers.d.ts").Line} Line
 */

const REM_A_SECOND = 5;
const TURN_MS = 8_000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let shown = "";
/** @type {ReturnType<typeof setInterval> | undefined} */
let turning;

/** @param {Board} board */
export function showTicker(board) {
  const lines = [...outageLines(board), ...board.ticker];
  const key = JSON.stringify([lines, calm.matches]);
  if (key === shown) return;
  shown = key;
  clearInterval(turning);
  const track = byRole("ticker-track");
  track.replaceChildren(...lines.map(lineOf));
  show(byRole("ticker"), lines.length > 0);
  document.body.toggleAttribute("data-ticker", lines.length > 0);
  if (lines.length === 0) return;
  if (calm.matches) turnOver(track);
  else setSpeed(track);
}

/** What the centre says about an outage does not fit beside its field. @param {Board} board @returns {Line[]} */
function outageLines({ outages, waiting }) {
  return outages.map(({ field, vi, en }) => {
    const names = waiting.find((queue) => queue.field === field)?.names ?? { vi: field, en: field };
    return { id: 0, vi: `${names.vi}: ${vi}`, en: en && `${names.en}: ${en}` };
  });
}

/** @param {Line} line */
function lineOf({ vi, en }) {
  const node = stamp("ticker-template");
  setText(byRole("vi", node), vi);
  setText(byRole("en", node), en);
  return node;
}

/** As fast for a long line as for a short one. @param {HTMLElement} track */
function setSpeed(track) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  track.style.setProperty("--seconds", `${Math.round(track.scrollWidth / rem / REM_A_SECOND)}s`);
}

/** @param {HTMLElement} track */
function turnOver(track) {
  const lines = [...track.children];
  let place = 0;
  const turn = () => lines.forEach((line, n) => show(line, n === place % lines.length));
  turn();
  turning = setInterval(() => {
    place += 1;
    turn();
  }, TURN_MS);
}
