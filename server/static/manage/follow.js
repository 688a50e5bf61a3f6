/** Reports and lists are not part of the live line: they are asked for anew when the line says that they have moved, not too often. */

/**
 * @param {() => Promise<boolean>} load answers whether it could be had; what could not is asked for again at the next word
 * @param {number} everyMs
 * @returns {(state: unknown) => void} called with each new state of what they are made from
 */
export function createFollow(load, everyMs) {
  let seen = "";
  let rest = false;
  let moved = false;
  const ask = async () => {
    moved = false;
    rest = true;
    try {
      const [had] = await Promise.all([load(), new Promise((done) => setTimeout(done, everyMs))]);
      if (!had) seen = "";
    } finally {
      rest = false;
    }
    if (moved) void ask();
  };
  return (state) => {
    const now = JSON.stringify(state);
    if (now === seen) return;
    seen = now;
    moved = true;
    if (!rest) void ask();
  };
}
