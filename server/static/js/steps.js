/** Pages that show one step at a time: each section with `data-for`, the step's name on the body. */

/** Unsteady fingers tap twice: what comes so soon after a step was meant for the one before it. */
const TREMOR_MS = 400;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let settling;

/** @returns {string} the step that is shown now */
export function step() {
  return document.body.dataset.step ?? "";
}

/**
 * Show `wanted` alone and move the focus to its heading, so that a screen reader starts there.
 * @param {string} wanted
 */
export function goTo(wanted) {
  document.body.dataset.step = wanted;
  for (const section of document.querySelectorAll("[data-for]")) {
    /** @type {HTMLElement} */ (section).hidden = /** @type {HTMLElement} */ (section).dataset.for !== wanted;
  }
  const heading = /** @type {HTMLElement | null} */ (document.querySelector(`[data-for="${wanted}"] h1`));
  heading?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  settle();
}

/** Touches do nothing until the step has stood for a moment; keys are never swallowed. */
function settle() {
  clearTimeout(settling);
  document.body.dataset.settling = "";
  settling = setTimeout(() => delete document.body.dataset.settling, TREMOR_MS);
}
