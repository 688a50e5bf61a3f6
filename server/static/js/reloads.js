/** A page that loads itself anew for a newer version of something does so once for each, as soon as it may. */

const LOOK_EVERY_MS = 500;

/**
 * @param {string} name what is remembered, as this tab's storage calls it
 * @param {() => void} [before] called when it is about to happen
 */
export function createReloads(name, before = () => {}) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let waiting;
  /** @param {string} version */
  const done = (version) => {
    try {
      return sessionStorage.getItem(name) === version;
    } catch {
      return false;
    }
  };
  /** Not where nothing can be remembered, or it would do so again and again. @param {string} version */
  const reload = (version) => {
    try {
      sessionStorage.setItem(name, version);
    } catch {
      return;
    }
    before();
    location.reload();
  };
  const forget = () => clearInterval(waiting);
  return {
    /** The page is of the newest version after all. */
    forget,
    /**
     * This is the newest version: it takes the place of one that was waited for.
     * @param {string} version @param {() => boolean} may whether nobody is in the middle of something here
     * @param {number} [atLatestMs] after so long in any case
     */
    want(version, may, atLatestMs = Infinity) {
      forget();
      if (done(version)) return;
      const since = performance.now();
      const look = () => {
        if (!may() && performance.now() - since < atLatestMs) return;
        forget();
        reload(version);
      };
      waiting = setInterval(look, LOOK_EVERY_MS);
      look();
    },
  };
}
