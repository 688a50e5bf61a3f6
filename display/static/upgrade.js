/** After an upgrade of the server the page loads itself anew: once for each build, and not while a call is fresh. */

import { createReloads } from "/static/js/reloads.js";

const reloads = createReloads("goiso.reloaded");
const FRESH_MS = 15_000;
const AT_LATEST_MS = 120_000;

/** @param {string} own the build that this page is of */
export function createUpgrade(own) {
  let newest = "";
  let calledAt = performance.now();
  const calledAgoMs = () => performance.now() - calledAt;
  return {
    calledAgoMs,
    /** The server is of this build. @param {string} version */
    meet(version) {
      if (version === own) reloads.forget();
      else reloads.want(version, () => calledAgoMs() >= FRESH_MS, AT_LATEST_MS);
    },
    /** These calls are shown, the newest first. @param {{number: string, at: string, calls: number}[]} calls */
    shown([latest]) {
      const call = latest ? `${latest.number} ${latest.at} ${latest.calls}` : "";
      if (call !== newest) calledAt = performance.now();
      newest = call;
    },
  };
}
