/** A page that loads itself anew for a newer version of something does so once for each. */

/** @param {string} name what is remembered, as this tab's storage calls it */
export function createReloads(name) {
  return {
    /** Whether the page has loaded itself anew for this version already. @param {string} version */
    done(version) {
      try {
        return sessionStorage.getItem(name) === version;
      } catch {
        return false;
      }
    },
    /** Load the page anew; not where nothing can be remembered, or it would do so again and again. @param {string} version */
    reload(version) {
      try {
        sessionStorage.setItem(name, version);
      } catch {
        return;
      }
      location.reload();
    },
  };
}
