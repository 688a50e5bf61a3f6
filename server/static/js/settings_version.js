/** The settings were changed: the page, whose template holds some of them, loads itself anew as soon as it may. */

const REMEMBERED = "goiso.settings";
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
    if (remember(wanted)) location.reload();
  };
  return (version) => {
    const told = version === undefined ? own : String(version);
    if (told === wanted) return;
    clearInterval(waiting);
    wanted = told;
    if (told === own || recalled() === told) return;
    waiting = setInterval(look, LOOK_EVERY_MS);
    look();
  };
}

/** @returns {string | null} the version for which this page has loaded itself anew already */
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
