/** The page beside its own box: asks it how the centre is, and says when it gives numbers without the server. */

import { byRole, show } from "/static/js/dom.js";

const ASK_EVERY_MS = 3000;

/** @typedef {import("./centre.js").Answer} Answer */

/**
 * Does nothing on a page that came from the server itself.
 * @param {Promise<Answer>} first the first answer to GET /centre
 * @param {import("/static/js/api.js").Api} api
 * @param {(centre: Answer) => void} hear
 * @param {(trouble: import("./trouble.js").Trouble) => void} hinder told when the box may give no numbers
 */
export function followAgent(first, api, hear, hinder) {
  /** @param {Answer} centre */
  const take = (centre) => {
    const { agent } = centre;
    if (!agent) return;
    show(byRole("alone"), agent.alone && !agent.refused);
    if (agent.alone) show(byRole("stale"), false);
    if (agent.alone) hear(centre);
    if (agent.refused) hinder({ kind: "enrol" });
    setTimeout(() => ask(), ASK_EVERY_MS);
  };
  /** @returns {Promise<Answer>} */
  const question = () => api.get("/centre");
  const ask = () => question().then(take, () => setTimeout(() => ask(), ASK_EVERY_MS));
  first.then(take, () => {});
}
