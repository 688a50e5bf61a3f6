/** After an upgrade of the server the page loads itself anew: once for each build, and not while a call is fresh. */

import { createReloads } from "/static/js/reloads.js";

const reloads = createReloads("goiso.reloaded");
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
      reloads.reload(version);
    }, LOOK_EVERY_MS);
  };
  return {
    /** The server is of this build. @param {string} version */
    meet(version) {
      clearInterval(waiting);
      if (version !== own && !reloads.done(version)) reloadWhenQuiet(version);
    },
    /** These calls are shown, the newest first. @param {{number: string, at: string, calls: number}[]} calls */
    shown([latest]) {
      const call = latest ? `${latest.number} ${latest.at} ${latest.calls}` : "";
      if (call !== newest) calledAt = performance.now();
      newest = call;
    },
  };
}
