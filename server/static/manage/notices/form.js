/** Adding a notice: what is wrong is said beside the form, and nothing that was typed is lost. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { createOnce } from "/static/js/once.js";
import { t } from "/static/js/texts.js";
import { sendFile } from "../upload.js";

const WITH_FILE = new Set(["picture", "video"]);
const ACCEPTED = /** @type {Record<string, string>} */ ({
  picture: "image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff",
  video: "video/mp4,video/webm",
});
const MB = 1024 * 1024;
const SECONDS = { least: 5, most: 600 };

/**
 * @param {{api: import("/static/js/api.js").Api, facts: import("./notices.js").Facts, onAdded: () => unknown,
 *   said: import("/static/manage/said.js").Said}} tools
 */
export function bindForm({ api, facts, onAdded, said }) {
  const form = /** @type {HTMLFormElement} */ (byRole("form"));
  const file = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
  const once = createOnce();
  const submit = /** @type {HTMLButtonElement} */ (form.querySelector('[type="submit"]'));

  form.addEventListener("change", (event) => {
    const kind = String(new FormData(form).get("kind"));
    show(byRole("file-field"), WITH_FILE.has(kind));
    file.accept = ACCEPTED[kind] ?? "";
    if (event.target === file) void takeLength(form, file);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    show(byRole("form-problem"), false);
    try {
      const body = await read(form, file, facts);
      await once(JSON.stringify(body), (key) => api.post("/notices", body, { key }));
      form.reset();
      show(byRole("file-field"), false);
      onAdded();
      said.done(t("added"));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(byRole("form-problem-title"), problem.detail);
      setText(byRole("form-problem-text"), problem.action);
      show(byRole("form-problem"));
    } finally {
      submit.disabled = false;
    }
  });
}

/**
 * What is to be added; its file is sent already.
 * @param {HTMLFormElement} form @param {HTMLInputElement} file @param {import("./notices.js").Facts} facts
 */
async function read(form, file, facts) {
  const body = bodyOf(new FormData(form));
  check(body, file.files?.[0], facts);
  const chosen = WITH_FILE.has(body.kind) ? file.files?.[0] : undefined;
  const name = chosen ? (await sendFile(chosen, byRole("sending"), "/notices/files")).file : "";
  return { ...body, file: name };
}

/** @param {FormData} form */
function bodyOf(form) {
  const said = (/** @type {string} */ name) => String(form.get(name) ?? "").trim();
  return {
    kind: said("kind"),
    vi: said("vi"),
    en: said("en"),
    seconds: Number(said("seconds")),
    halls: form.getAll("halls").map(String),
    schedule: {
      first_day: said("first_day") || null,
      last_day: said("last_day") || null,
      weekdays: form.getAll("weekdays").map(Number),
      start: said("start") || null,
      until: said("until") || null,
    },
  };
}

/**
 * What would be refused anyway, before a large file is on its way.
 * @param {ReturnType<typeof bodyOf>} body @param {File | undefined} file @param {import("./notices.js").Facts} facts
 */
function check({ kind, vi, en }, file, { limits }) {
  const letters = Math.max([...vi].length, [...en].length);
  const limit = limits.letters[kind] ?? Infinity;
  if (!vi) throw refusal("text_missing");
  if (letters > limit) throw refusal("text_too_long", { letters, limit });
  if (!WITH_FILE.has(kind)) return;
  if (!file) throw refusal("file_missing");
  const most = limits.mb[kind] ?? Infinity;
  if (file.size > most * MB) throw refusal("file_too_large", { limit: most });
}

/** @param {string} code @param {Record<string, number>} [values] */
function refusal(code, values) {
  return new ApiError({ code, status: 0, detail: t(code, values), action: t(`${code}_action`) });
}

/** A video is shown for as long as it is. @param {HTMLFormElement} form @param {HTMLInputElement} file */
async function takeLength(form, file) {
  const chosen = file.files?.[0];
  if (!chosen?.type.startsWith("video/")) return;
  const film = document.createElement("video");
  const address = URL.createObjectURL(chosen);
  film.onloadedmetadata = () => {
    const seconds = Math.min(SECONDS.most, Math.max(SECONDS.least, Math.ceil(film.duration)));
    /** @type {HTMLInputElement} */ (form.elements.namedItem("seconds")).value = String(seconds);
    URL.revokeObjectURL(address);
  };
  film.onerror = () => URL.revokeObjectURL(address);
  film.src = address;
}
