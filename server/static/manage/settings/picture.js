/** A picture within a setting: chosen, sent at once, and named by what the server keeps it as; set when all is saved. */

import { ApiError } from "/static/js/api.js";
import { el, show } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";
import { sendFile } from "/static/manage/upload.js";

const MOST_BYTES = 2 * 1024 * 1024;

/** @param {import("./forms.d.ts").Spec} spec @param {string} id @returns {import("./forms.d.ts").Widget} */
export function createPicture(spec, id) {
  let value = "";
  const image = /** @type {HTMLImageElement} */ (el("img", { class: "settings-picture", alt: "", hidden: true }));
  const file = /** @type {HTMLInputElement} */ (
    el("input", { class: "input", id, type: "file", accept: "image/png,image/jpeg", "aria-label": pick(spec.label) })
  );
  const bar = el("progress", { class: "settings-sending", hidden: true, "aria-label": t("sending") });
  const away = el("button", { class: "button", type: "button", dataset: { away: spec.name }, text: t("no_picture") });
  const problem = el("p", { class: "field-error", role: "alert", hidden: true });
  const body = el("div", { class: "stack stack-tight" }, image, file, bar, problem, away);
  const write = (/** @type {unknown} */ name) => {
    value = String(name ?? "");
    if (value) image.src = `/logos/${value}`;
    show(image, value !== "");
    show(away, value !== "");
  };
  const tell = (/** @type {string} */ text) => {
    problem.textContent = text;
    show(problem, text !== "");
  };
  const changed = (/** @type {string} */ name) => {
    write(name);
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };
  file.addEventListener("input", (event) => event.stopPropagation());
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    tell(chosen.size > MOST_BYTES ? t("picture_too_large") : "");
    if (chosen.size <= MOST_BYTES) await send(chosen, bar, changed, tell);
    file.value = "";
  });
  away.addEventListener("click", () => {
    tell("");
    changed("");
    file.focus();
  });
  return { body, group: true, read: () => value, write };
}

/**
 * @param {File} chosen @param {HTMLElement} bar @param {(name: string) => void} done @param {(text: string) => void} tell
 */
async function send(chosen, bar, done, tell) {
  try {
    done((await sendFile(chosen, bar, "/logos")).file);
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    tell(`${problem.detail} ${problem.action}`);
  }
}
