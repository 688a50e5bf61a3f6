/** One step at a time: find, wish, result; or enrol. */

/** @typedef {"find" | "wish" | "result" | "enrol"} Step */

/** A second tap of a double tap was meant for the step before. */
const TREMOR_MS = 400;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let settling;

/** @returns {Step} */
export function step() {
  return /** @type {Step} */ (document.body.dataset.step);
}

/** Show this step alone, its heading focused. @param {Step} wanted */
export function goTo(wanted) {
  document.body.dataset.step = wanted;
  for (const section of document.querySelectorAll("[data-for]")) {
    const one = /** @type {HTMLElement} */ (section);
    one.hidden = one.dataset.for !== wanted;
  }
  const heading = /** @type {HTMLElement | null} */ (document.querySelector(`[data-for="${wanted}"] h1`));
  heading?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  clearTimeout(settling);
  document.body.dataset.settling = "";
  settling = setTimeout(() => delete document.body.dataset.settling, TREMOR_MS);
}
