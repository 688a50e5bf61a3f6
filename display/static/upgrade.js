/** After an upgrade of the server the page loads itself anew: once for each build, and not while a call is fresh. */

const REMEMBERED = "goiso.reloaded";
const FRESH_MS = 15_000;
const AT_LATEST_MS = 120_000;
const LOOK_EVERY_MS = 1_000;

/** @param {string} own the build that this page is of */
export function createUpgrade(own) {
  let newest = "";
  let calledAt = performance.now();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let waiting;

  /** @param {string} version */
  const reloadWhenQuiet = (version) => {
    const since = performance.now();
    waiting = setInterval(() => {
      const now = performance.now();
      if (now - calledAt < FRESH_MS && now - since < AT_LATEST_MS) return;
      clearInterval(waiting);
      if (remember(version)) location.reload();
    }, LOOK_EVERY_MS);
  };
  return {
    /** The server is of this build. @param {string} version */
    meet(version) {
      clearInterval(waiting);
      if (version !== own && recalled() !== version) reloadWhenQuiet(version);
    },
    /** These calls are shown, the newest first. @param {{number: string, at: string, calls: number}[]} calls */
    shown([latest]) {
      const call = latest ? `${latest.number} ${latest.at} ${latest.calls}` : "";
      if (call !== newest) calledAt = performance.now();
      newest = call;
    },
  };
}

/** @returns {string | null} the build for which this screen has loaded itself anew already */
function recalled() {
  try {
    return sessionStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

/** @param {string} version @returns {boolean} whether it will be known after the reload, so that there is no second */
function remember(version) {
  try {
    sessionStorage.setItem(REMEMBERED, version);
    return true;
  } catch {
    return false;
  }
}
