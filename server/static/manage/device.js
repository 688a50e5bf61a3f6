/** A new device's link: one button to copy it, also where the page came over plain http. */

import { copySelected } from "/static/js/copied.js";
import { byRole, onAction, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

mount("device", (body) => {
  onAction(body, async (action) => {
    if (action === "copy") setText(byRole("copied"), t((await copy()) ? "copied" : "copy_by_hand"));
  });
});

/** @returns {Promise<boolean>} whether the link is in the clipboard; if not, it is selected */
function copy() {
  const link = /** @type {HTMLInputElement} */ (byRole("link"));
  link.select();
  return copySelected(link.value);
}
