/** The first run: whoever chooses the first password may look at it. */

import { byRole, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

mount("start", (body) => {
  const password = /** @type {HTMLInputElement | null} */ (body.querySelector('[name="password"]'));
  if (!password) return;
  const box = /** @type {HTMLInputElement} */ (byRole("reveal-box"));
  show(byRole("reveal"), true);
  box.addEventListener("change", () => {
    password.type = box.checked ? "text" : "password";
  });
});
