/** Closing while somebody's place is held here: who, and what becomes of them. */

import { byRole, setText } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { keptHere } from "../rules.js";

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function closeDialog({ view }) {
  return {
    ask: (form) => {
      const now = view();
      setText(byRole("close-who", form), t("close_who", { numbers: now ? keptHere(now).join(", ") : "" }));
    },
    answer: () => ({ action: "close" }),
  };
}
