/** Binds code to the page: `<body data-module="kiosk">` is run by `mount("kiosk", start)`. */

/**
 * Run `start(element)` for every element with this `data-module`, once. One that fails is reported
 * on the console and does not stop the others.
 * @param {string} name
 * @param {(root: HTMLElement) => void | Promise<void>} start
 */
export function mount(name, start) {
  for (const root of document.querySelectorAll(`[data-module="${name}"]`)) {
    Promise.resolve()
      .then(() => start(/** @type {HTMLElement} */ (root)))
      .catch((error) => {
        console.error(`module ${name} did not start`, error);
        /** @type {HTMLElement} */ (root).dataset.failed = name;
      });
  }
}
