/** Long lists are found by words, as they are typed: `[data-filter="list"]` filters the list of this role on its page. */

import { byRole, setText, show } from "/static/js/dom.js";
import { matcher } from "/static/js/fold.js";
import { t } from "/static/js/texts.js";

/** So many entries are seen without looking for one. */
const FEW = 8;
/** What is not about an entry: what can be done with it. */
const NOT_ABOUT = "button, summary, form, select, template, dialog";

for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-filter]"))) filterList(node);

/** @param {HTMLElement} node the box above the list */
function filterList(node) {
  const list = byRole(node.dataset.filter ?? "");
  const box = /** @type {HTMLInputElement} */ (node.querySelector("input"));
  const draw = () => {
    const rows = /** @type {HTMLElement[]} */ ([...list.children]);
    const typed = box.value.trim() !== "";
    show(node, rows.length > FEW || typed);
    const fits = matcher(box.value);
    let found = 0;
    for (const row of rows) {
      const shown = !typed || fits(aboutOf(row));
      row.toggleAttribute("data-filtered-out", !shown);
      if (shown) found += 1;
    }
    setText(byRole("filter-found", node), typed ? t("filter_found", { found, count: rows.length }) : "");
    show(byRole("filter-none", node), typed && found === 0);
  };
  box.addEventListener("input", draw);
  new MutationObserver(draw).observe(list, { childList: true, characterData: true, subtree: true });
  draw();
}

/** @param {HTMLElement} row @returns {string} what stands in it, without its buttons and forms */
function aboutOf(row) {
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_ALL, (node) =>
    node instanceof Element && node.matches(NOT_ABOUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const found = [];
  while (texts.nextNode()) if (texts.currentNode instanceof Text) found.push(texts.currentNode.data);
  return found.join(" ");
}
