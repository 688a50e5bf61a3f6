/** The page beside its own box: asks it how the centre is, and says when it gives numbers without the server. */

import { byRole, show } from "/static/js/dom.js";

const ASK_EVERY_MS = 3000;

/**
 * Does nothing on a page that came from the server itself.
 * @param {Promise<any>} first the first answer to GET /centre; that of a box has `agent` in it
 * @param {import("/static/js/api.js").Api} api
 * @param {(centre: any) => void} hear
 * @param {(trouble: import("./trouble.js").Trouble) => void} hinder told when the box may give no numbers
 */
export function followAgent(first, api, hear, hinder) {
  /** @param {any} centre */
  const take = (centre) => {
    const { agent } = centre;
    if (!agent) return;
    show(byRole("alone"), agent.alone && !agent.refused);
    if (agent.alone) show(byRole("stale"), false);
    if (agent.alone) hear(centre);
    if (agent.refused) hinder({ kind: "enrol" });
    setTimeout(() => ask(), ASK_EVERY_MS);
  };
  const ask = () => api.get("/centre").then(take, () => setTimeout(() => ask(), ASK_EVERY_MS));
  first.then(take, () => {});
}
