/** The report of the day: copied or printed. */

import { byRole, onAction, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

mount("day-report", (body) => {
  onAction(body, (name) => {
    if (name === "print") window.print();
    if (name === "copy") void copy();
  });
});

async function copy() {
  const sentence = byRole("sentence");
  try {
    await navigator.clipboard.writeText(sentence.textContent ?? "");
    setText(byRole("copied"), t("copied"));
  } catch {
    // On a page that is not from https a browser has no clipboard; what is selected can be copied by hand.
    getSelection()?.selectAllChildren(sentence);
    setText(byRole("copied"), t("not_copied"));
  }
}
