/** Checking in at the kiosk: whoever took a number from afar holds its code before the scanner. */

import { SLIP } from "./rate.js";
import { byRole, setText } from "/static/js/dom.js";
import { goTo, step } from "/static/js/steps.js";
import { onLanguage, t } from "/static/js/texts.js";

/** Where somebody may begin to check in. */
const FREE = new Set(["start", "arrival", "rate"]);

/** @typedef {import("/static/js/answers.d.ts").Tracked} Tracked */

/**
 * @param {import("/static/js/api.js").Api} api @param {import("./flow.js").Flow} flow
 * @param {(read: string) => boolean} otherwise what is done with the code of any other slip
 * @returns {{scanned: (read: string) => boolean}} `scanned` says whether what a scanner read was a slip or such a number
 */
export function bindArrival(api, flow, otherwise) {
  if (!document.querySelector('[data-for="arrival"]')) return { scanned: otherwise };
  let said = { text: "arrival_looking", number: "" };
  const draw = () => setText(byRole("arrival-said"), t(said.text, { number: said.number }));
  /** @param {string} text @param {string} number */
  const say = (text, number = "") => {
    said = { text, number };
    draw();
    if (step() !== "arrival") goTo("arrival");
  };
  /** @param {string} track @param {string} read */
  const look = async (track, read) => {
    try {
      /** @type {Tracked} */
      const ticket = await api.get(`/track/${track}`);
      if (!FREE.has(step())) return;
      if (!ticket.expected) {
        if (!otherwise(read)) say("arrival_not_needed", ticket.number);
        return;
      }
      flow.idle.start();
      await api.post(`/tickets/${ticket.id}/resume`, {});
      if (FREE.has(step())) say("arrival_done", ticket.number);
    } catch {
      if (FREE.has(step())) say("arrival_down");
    }
  };
  onLanguage(draw);
  return {
    scanned: (read) => {
      const [, track] = SLIP.exec(read.trim()) ?? [];
      if (!track) return otherwise(read);
      if (FREE.has(step())) look(track, read);
      return true;
    },
  };
}
