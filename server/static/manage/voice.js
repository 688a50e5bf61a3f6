/** Hear in the manager's own browser what the halls hear. */

import { byRole, onAction, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

mount("voice", (body) => {
  const sample = /** @type {HTMLAudioElement} */ (byRole("sample"));
  sample.addEventListener("ended", () => setText(byRole("tried"), t("tried")));
  sample.addEventListener("error", () => setText(byRole("tried"), t("not_tried")));
  onAction(body, async (action) => {
    if (action !== "try") return;
    setText(byRole("tried"), t("trying"));
    sample.currentTime = 0;
    await sample.play().catch(() => setText(byRole("tried"), t("not_tried")));
  });
});
