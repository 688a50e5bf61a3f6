/** The countdown under a number: visible, longer on demand, and never short for somebody who is there. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const MORE_S = 30;
/** Whoever touches something has at least this long from then on. */
const LEAST_S = 20;

export class Closing {
  /** @param {() => void} close called at the end */
  constructor(close) {
    this.close = close;
    this.left = 0;
    this.whole = 1;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    const touched = () => this.timer && this.left < LEAST_S && this.give(LEAST_S);
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touched, { passive: true });
  }

  /** @param {number} seconds */
  start(seconds) {
    this.stop();
    byRole("closing").toggleAttribute("data-idle", false);
    this.give(seconds);
    this.timer = setInterval(() => this.tick(), 1000);
  }

  /** A person asked for more time. */
  extend() {
    this.give(this.left + MORE_S);
  }

  /** @param {number} seconds */
  give(seconds) {
    this.left = seconds;
    this.whole = seconds;
    this.draw();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    byRole("closing").toggleAttribute("data-idle", true);
  }

  tick() {
    this.left -= 1;
    this.draw();
    if (this.left > 0) return;
    this.stop();
    this.close();
  }

  draw() {
    setText(byRole("closing-text"), t("closing_in", { seconds: Math.max(0, this.left) }));
    /** @type {HTMLProgressElement} */ (byRole("closing-bar")).value = Math.max(0, this.left / this.whole);
  }
}
