/** Calling a helper to this kiosk: one call however often it is pressed, until somebody comes or three minutes are over. */

import { byRole, setText, show } from "/static/js/dom.js";
import { step } from "/static/js/steps.js";
import { t } from "/static/js/texts.js";

/** @typedef {import("/static/js/answers.d.ts").KioskHelp} KioskHelp */

export class HelperCall {
  /** @param {import("/static/js/api.js").Api} api @param {() => void} stay called while somebody waits here */
  constructor(api, stay) {
    this.api = api;
    this.stay = stay;
    /** @type {"" | "sending" | "waiting" | "coming" | "ended" | "failed"} */
    this.state = "";
    /** @type {number | null} this kiosk, as the server knows it */
    this.device = null;
    /** Whether the live line has told of the call: only then its absence is its end. */
    this.seen = false;
    this.offered = false;
  }

  /** @param {boolean} reachable whether the server, and so a helper, can be reached from here */
  offer(reachable) {
    this.offered = reachable;
    this.draw();
  }

  async press() {
    if (!this.offered || ["sending", "waiting", "coming"].includes(this.state)) return;
    this.seen = false;
    this.become("sending");
    /** @type {Promise<KioskHelp>} */
    const answer = this.api.post("/kiosks/help");
    await answer.then(
      ({ device }) => {
        this.device = device;
        if (this.state === "sending") this.become("waiting");
      },
      () => this.state === "sending" && this.become("failed"),
    );
  }

  /** @param {KioskHelp[]} calls of all kiosks, as the live line tells them */
  hear(calls) {
    this.offer(true);
    const own = calls.find(({ device }) => device === this.device);
    if (!["waiting", "coming"].includes(this.state)) return;
    if (own) this.seen = true;
    if (own) this.become(own.coming ? "coming" : "waiting");
    else if (this.seen) this.become(this.state === "waiting" ? "ended" : "");
    if (step() === "helper" && this.state === "waiting") this.stay();
  }

  /** The next person knows of no call. */
  clear() {
    this.become("");
  }

  /** @param {HelperCall["state"]} state */
  become(state) {
    this.state = state;
    this.draw();
  }

  draw() {
    const { state } = this;
    const said = state === "" || state === "sending" ? "" : t(`call_helper_${state}`);
    show(byRole("call-helper"), this.offered && (state === "" || state === "sending" || state === "ended"));
    setText(byRole("call-helper-state"), said);
    show(byRole("call-helper-state"), said !== "");
  }
}
