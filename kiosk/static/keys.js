/** The kiosk without touching: arrows between tiles, a field's letter, Escape to go back. */

import { step } from "./steps.js";

/** How far each arrow moves, in tiles: the grid has two columns where it is wide enough. */
const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/** @param {{back: () => void}} actions */
export function bindKeys({ back }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && step() !== "issuing" && !document.querySelector("dialog[open]")) back();
    else if (step() === "start") onStart(event);
  });
}

/** @param {KeyboardEvent} event */
function onStart(event) {
  const tiles = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-field]")]);
  if (MOVES[event.key]) {
    event.preventDefault();
    move(tiles, MOVES[event.key]).focus();
    return;
  }
  const letter = event.key.toUpperCase();
  tiles.find((tile) => tile.querySelector(".prefix")?.textContent === letter)?.click();
}

/** @param {HTMLElement[]} tiles @param {[number, number]} direction @returns {HTMLElement} */
function move(tiles, [right, down]) {
  const columns = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
  const at = tiles.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0) return tiles[0];
  return tiles[Math.min(tiles.length - 1, Math.max(0, at + right + down * columns))];
}
