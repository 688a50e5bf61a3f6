/** The report of the day: copied or printed. */

import { copySelected } from "/static/js/copied.js";
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
  getSelection()?.selectAllChildren(sentence);
  const copied = await copySelected(sentence.textContent ?? "");
  if (copied) getSelection()?.removeAllRanges();
  setText(byRole("copied"), t(copied ? "copied" : "not_copied"));
  byRole("copied").scrollIntoView({ block: "nearest" });
}
