/** The settings were changed, or the server was upgraded: the page loads itself anew as soon as it may. */

import { PROGRAM } from "./live.js";
import { createReloads } from "./reloads.js";

/**
 * @param {() => boolean} [mayReload] whether nobody is in the middle of something here
 * @param {number} [atLatestMs] after so long in any case
 * @param {() => void} [before] called when it is about to happen
 * @returns {(version: number | undefined) => void} to be told the version of the settings that each snapshot brings
 */
export function followSettings(mayReload = () => true, atLatestMs = Infinity, before = () => {}) {
  const { settings = "", build = "" } = document.documentElement.dataset;
  /** @param {string} name @param {string} own */
  const follow = (name, own) => {
    const reloads = createReloads(name, before);
    let wanted = own;
    /** @param {string} told */
    return (told) => {
      if (told === wanted) return;
      wanted = told;
      if (told === own) reloads.forget();
      else reloads.want(told, mayReload, atLatestMs);
    };
  };
  const meetProgram = follow("goiso.program", build);
  window.addEventListener(PROGRAM, (event) => meetProgram(/** @type {CustomEvent<string>} */ (event).detail));
  const meetSettings = follow("goiso.settings", settings);
  return (version) => meetSettings(version === undefined ? settings : String(version));
}
