/** The countdown under a number: visible, and longer at a touch. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const MORE_S = 30;

export class Closing {
  /** @param {() => void} close called at the end */
  constructor(close) {
    this.close = close;
    this.left = 0;
    this.whole = 1;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
  }

  /** @param {number} seconds */
  start(seconds) {
    this.stop();
    this.left = seconds;
    this.whole = seconds;
    byRole("closing").toggleAttribute("data-idle", false);
    this.draw();
    this.timer = setInterval(() => this.tick(), 1000);
  }

  /** A person asked for more time. */
  extend() {
    this.left += MORE_S;
    this.whole = this.left;
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
