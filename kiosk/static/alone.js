/** The page beside its own box: asks it how the centre is, and says when it gives numbers without the server. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

const ASK_EVERY_MS = 3000;

/** @typedef {import("./centre.js").Answer} Answer */

/**
 * Does nothing on a page that came from the server itself.
 * @param {Promise<Answer>} first the first answer to GET /centre
 * @param {import("/static/js/api.js").Api} api
 * @param {(centre: Answer) => void} hear
 * @param {(trouble: import("./trouble.js").Trouble) => void} hinder told when the box may give no numbers
 * @param {() => void} onAlone told as long as the box is alone
 */
export function followAgent(first, api, hear, hinder, onAlone) {
  /** @param {Answer} centre */
  const take = (centre) => {
    const { agent } = centre;
    if (!agent) return;
    show(byRole("alone"), agent.alone && !agent.refused);
    if (agent.alone) show(byRole("stale"), false);
    showClock(agent.alone ? null : (agent.wrong_clock_s ?? null)); // alone, that is said in its place
    if (agent.refused) hinder({ kind: "enrol" });
    else if (agent.alone) hear(centre);
    if (agent.alone) onAlone();
    setTimeout(() => ask(), ASK_EVERY_MS);
  };
  /** @returns {Promise<Answer>} */
  const question = () => api.get("/centre");
  const ask = () => question().then(take, () => setTimeout(() => ask(), ASK_EVERY_MS));
  first.then(take, () => {});
}

/** The box's clock is hours wrong: staff should know, people are served all the same. @param {number | null} wrong_s */
function showClock(wrong_s) {
  if (wrong_s !== null) {
    setText(byRole("clock-wrong-text"), t("clock_wrong", { hours: Math.round(Math.abs(wrong_s) / 3600) }));
  }
  show(byRole("clock-wrong"), wrong_s !== null);
}
