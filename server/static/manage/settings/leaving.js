/** Before an entry is taken out of use: who has this priority class now and whose turn it would change, who waits in this field. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { drawCalling } from "./calling.js";
import { drawTold } from "./told.js";

/** Nothing on a page without a place for it. @param {ParentNode} root @param {string} part @returns {import("./asked.js").Drawn[]} */
export function leavingPlaces(root, part) {
  const node = /** @type {HTMLElement | null} */ (root.querySelector('[data-role="leaving"]'));
  if (!node) return [];
  return [{
    asked: () => show(node, false),
    draw(found, problem) {
      const [leaving] = found?.leaving ?? [];
      const told = problem?.code === "not_valid" ? [inUse(part)] : (found?.told ?? null);
      show(node, drawTold(told, node) || leaving !== undefined);
      if (!leaving) return;
      const { numbers } = leaving;
      setText(byRole("leaving-said", node), numbers.length === 0 ? t("leaving_nobody") : t("leaving_people", { numbers: numbers.join(", ") }));
      drawCalling(numbers.length === 0 ? null : (found?.calling ?? null), node);
    },
  }];
}

/** Why it cannot go, and what to do first. @param {string} part */
function inUse(part) {
  const said = `${t(`used_${part}`)} ${t(`used_${part}_action`)}`;
  return { vi: said, en: said };
}
