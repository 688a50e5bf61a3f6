/** Numbers of a pad that was printed beforehand, brought into the queue: the manager's list, and one at a counter. */

import { createOnce } from "./once.js";

/** Why somebody is called who was just brought in. Kept in Vietnamese, as all reasons are; pages say it in their language. */
export const AT_THE_COUNTER = "Cầm số giấy, đang ở quầy";

/**
 * All rows or none; rows whose answer was lost are still brought in once when they are sent again.
 * @param {import("./api.js").Api} api
 */
export function createBringIn(api) {
  const once = createOnce();
  /** @template T @param {object[]} items @returns {Promise<T>} */
  return (items) => once(JSON.stringify(items), (key) => /** @type {Promise<T>} */ (api.post("/paper/numbers", { items }, { key })));
}
