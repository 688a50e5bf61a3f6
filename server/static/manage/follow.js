/** Reports are not part of the live line: they are asked for anew when the day's figures have moved, not too often. */

/**
 * @param {() => Promise<void>} load
 * @param {number} everyMs
 * @returns {(figures: object) => void} called with each new state of the figures
 */
export function createFollow(load, everyMs) {
  let seen = "";
  let rest = false;
  let moved = false;
  const ask = () => {
    moved = false;
    rest = true;
    load();
    setTimeout(() => {
      rest = false;
      if (moved) ask();
    }, everyMs);
  };
  return (figures) => {
    const now = JSON.stringify(figures);
    if (now === seen) return;
    seen = now;
    moved = true;
    if (!rest) ask();
  };
}
