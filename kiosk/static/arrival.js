/** Checking in at the kiosk: whoever took a number from afar holds its code before the scanner. */

import { FREE, SLIP } from "./rate.js";
import { ApiError } from "/static/js/api.js";
import { byRole, setText } from "/static/js/dom.js";
import { goTo, step } from "/static/js/steps.js";
import { onLanguage, t } from "/static/js/texts.js";

const UNKNOWN = 404;

/** @typedef {import("/static/js/answers.d.ts").Tracked} Tracked */

/**
 * @param {import("/static/js/api.js").Api} api @param {import("./flow.js").Flow} flow
 * @param {(read: string) => boolean} otherwise what is done with the code of any other slip
 * @returns {{scanned: (read: string) => boolean}} `scanned` says whether what a scanner read was a slip or such a number
 */
export function bindArrival(api, flow, otherwise) {
  if (!document.querySelector('[data-for="arrival"]')) return { scanned: otherwise };
  let said = { text: "arrival_looking", number: "" };
  let looked = 0;
  const draw = () => setText(byRole("arrival-said"), t(said.text, { number: said.number }));
  /** @param {string} text @param {string} number */
  const say = (text, number = "") => {
    said = { text, number };
    draw();
  };
  /** Whoever scans sees at once that they were heard, and whoever leaves is left. */
  const open = () => {
    say("arrival_looking");
    flow.idle.start();
    if (step() !== "arrival") goTo("arrival");
  };
  /** @param {string} track @param {string} read */
  const look = async (track, read) => {
    const asked = (looked += 1);
    const here = () => asked === looked && step() === "arrival";
    try {
      /** @type {Tracked} */
      const { id, number, expected } = await api.get(`/track/${track}`);
      if (!here()) return;
      if (expected) await api.post(`/tickets/${id}/resume`, {});
      else if (otherwise(read)) return;
      if (here()) say(expected ? "arrival_done" : "arrival_not_needed", number);
    } catch (error) {
      if (here()) say(error instanceof ApiError && error.status === UNKNOWN ? "arrival_unknown" : "arrival_down");
    }
  };
  onLanguage(draw);
  return {
    scanned: (read) => {
      const [, track] = SLIP.exec(read.trim()) ?? [];
      if (!track) return otherwise(read);
      if (!FREE.has(step())) return true;
      open();
      look(track, read);
      return true;
    },
  };
}
