/** For which counter a number is kept, in words; empty where every counter of its field may call it. */

import { t } from "/static/js/texts.js";

/** @param {import("./rules.js").Ticket} ticket @param {number | undefined} n this counter @returns {string} */
export function keptFor({ for_counter: kept }, n) {
  if (kept === null) return "";
  return kept === n ? t("for_me") : t("for_counter", { n: kept });
}
