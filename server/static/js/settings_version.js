/** The settings were changed: the page, whose template holds some of them, loads itself anew as soon as it may. */

import { createReloads } from "./reloads.js";

const reloads = createReloads("goiso.settings");
const LOOK_EVERY_MS = 500;

/**
 * @param {() => boolean} [mayReload] whether nobody is in the middle of something here
 * @returns {(version: number | undefined) => void} to be told the version that each snapshot brings
 */
export function followSettings(mayReload = () => true) {
  const own = document.documentElement.dataset.settings ?? "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let waiting;
  let wanted = own;
  const look = () => {
    if (!mayReload()) return;
    clearInterval(waiting);
    reloads.reload(wanted);
  };
  return (version) => {
    const told = version === undefined ? own : String(version);
    if (told === wanted) return;
    clearInterval(waiting);
    wanted = told;
    if (told === own || reloads.done(told)) return;
    waiting = setInterval(look, LOOK_EVERY_MS);
    look();
  };
}
