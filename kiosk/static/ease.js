/** Easier to see and to reach: high contrast, large letters, everything at the height of a wheelchair. */

const KINDS = ["contrast", "large", "low"];

/** @returns {HTMLElement[]} */
const buttons = () => [...document.querySelectorAll("[data-ease]")].map((node) => /** @type {HTMLElement} */ (node));

/** @param {() => void} changed told after each change by hand */
export function bindEase(changed) {
  for (const button of buttons()) {
    button.addEventListener("click", () => {
      set(button.dataset.ease ?? "", button.ariaPressed !== "true");
      changed();
    });
  }
}

/** @returns {boolean} whether anything is made easier now */
export function isEased() {
  return buttons().some((button) => button.ariaPressed === "true");
}

/** The next person begins with the plain page. */
export function clearEase() {
  for (const kind of KINDS) set(kind, false);
}

/** @param {string} kind @param {boolean} wanted */
function set(kind, wanted) {
  document.documentElement.toggleAttribute(`data-${kind}`, wanted);
  for (const button of buttons()) {
    if (button.dataset.ease === kind) button.setAttribute("aria-pressed", String(wanted));
  }
}
