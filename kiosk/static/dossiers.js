/** How many dossiers a person brings, where the field asks: chosen in one touch, one until they say otherwise. */

import { fieldFor } from "/static/js/many.js";

export class Dossiers {
  /** @param {() => void} onChoice */
  constructor(onChoice) {
    this.count = 1;
    this.buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-dossiers]")]);
    for (const button of this.buttons) {
      button.addEventListener("click", () => {
        this.choose(Number(button.dataset.dossiers));
        onChoice();
      });
    }
  }

  /** @param {number} count */
  choose(count) {
    this.count = count;
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.dossiers) === count));
    }
  }

  /** The field that the number will be of. @param {import("./centre.js").Field | undefined} field the one chosen @param {import("./centre.js").Centre} centre */
  goesTo(field, centre) {
    return field && fieldFor(field, this.count, centre.fields);
  }

  /** What is told of them: nothing where nobody asks. @param {import("./centre.js").Field | undefined} field @returns {number | undefined} */
  told(field) {
    return field?.asks_dossiers ? this.count : undefined;
  }
}
