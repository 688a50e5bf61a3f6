/** The settings were changed: the page, whose template holds some of them, loads itself anew as soon as it may. */

import { createReloads } from "./reloads.js";

/**
 * @param {() => boolean} [mayReload] whether nobody is in the middle of something here
 * @param {number} [atLatestMs] after so long in any case
 * @param {() => void} [before] called when it is about to happen
 * @returns {(version: number | undefined) => void} to be told the version that each snapshot brings
 */
export function followSettings(mayReload = () => true, atLatestMs = Infinity, before = () => {}) {
  const reloads = createReloads("goiso.settings", before);
  const own = document.documentElement.dataset.settings ?? "";
  let wanted = own;
  return (version) => {
    const told = version === undefined ? own : String(version);
    if (told === wanted) return;
    wanted = told;
    if (told === own) reloads.forget();
    else reloads.want(told, mayReload, atLatestMs);
  };
}
