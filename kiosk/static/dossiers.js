/** How many dossiers a person brings, where the field asks: chosen in one touch, one until they say otherwise. */

export class Dossiers {
  constructor() {
    this.count = 1;
    this.buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-dossiers]")]);
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.choose(Number(button.dataset.dossiers)));
    }
  }

  /** @param {number} count */
  choose(count) {
    this.count = count;
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.dossiers) === count));
    }
  }

  /** What is told of them: nothing where nobody asks. @param {import("./centre.js").Field | undefined} field @returns {number | undefined} */
  told(field) {
    return field?.asks_dossiers ? this.count : undefined;
  }
}
