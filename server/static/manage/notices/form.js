/** Adding a notice, or changing one: what is wrong is said beside the form, and nothing that was typed is lost. */

import { ApiError } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { createOnce } from "/static/js/once.js";
import { t } from "/static/js/texts.js";
import { write } from "../form_values.js";
import { sendFile } from "../upload.js";

const WITH_FILE = new Set(["picture", "video"]);
const ACCEPTED = /** @type {Record<string, string>} */ ({
  picture: "image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff",
  video: "video/mp4,video/webm",
});
const MB = 1024 * 1024;
const SECONDS = { least: 5, most: 600 };

/** @typedef {import("/static/js/answers.d.ts").Notice} Notice */
/** @typedef {ReturnType<typeof bodyOf>} Written what the form says */

/**
 * @param {{api: import("/static/js/api.js").Api, facts: import("./notices.js").Facts, onAdded: () => unknown,
 *   said: import("/static/manage/said.js").Said}} tools
 * @returns {(notice: Notice) => void} takes a notice into the form, to be changed
 */
export function bindForm({ api, facts, onAdded, said }) {
  const form = /** @type {HTMLFormElement} */ (byRole("form"));
  const file = /** @type {HTMLInputElement} */ (form.elements.namedItem("file"));
  const once = createOnce();
  const submit = /** @type {HTMLButtonElement} */ (form.querySelector('[type="submit"]'));
  /** @type {Notice | null} the one that is being changed */
  let changed = null;
  /** @type {Written | null} what was being written when a change came between */
  let draft = null;

  const showKind = () => {
    const kind = changed?.kind ?? String(new FormData(form).get("kind"));
    show(byRole("file-field"), WITH_FILE.has(kind));
    file.accept = ACCEPTED[kind] ?? "";
  };
  /** @param {Notice | null} notice */
  const begin = (notice) => {
    if (notice && !changed) draft = bodyOf(new FormData(form));
    changed = notice;
    form.reset();
    const written = notice ?? draft;
    if (written) fill(form, written);
    if (!notice) draft = null;
    for (const kind of form.querySelectorAll('[name="kind"]')) /** @type {HTMLInputElement} */ (kind).disabled = notice !== null;
    setText(byRole("form-title"), t(notice ? "form_change" : "form_add"));
    setText(/** @type {HTMLElement} */ (submit.querySelector("span")), t(notice ? "save" : "form_add"));
    show(byRole("form-stop"), notice !== null);
    show(byRole("file-kept"), notice !== null);
    show(byRole("form-problem"), false);
    showKind();
  };
  form.addEventListener("change", (event) => {
    showKind();
    if (event.target === file) void takeLength(form, file);
  });
  byRole("form-stop").addEventListener("click", () => {
    const id = changed?.id;
    begin(null);
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-notice="${id}"] [data-action="change"]`))?.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    show(byRole("form-problem"), false);
    try {
      const body = await read(form, file, facts, changed);
      if (changed) await api.change("PUT", `/notices/${changed.id}`, changed.version, body);
      else await once(JSON.stringify(body), (key) => api.post("/notices", body, { key }));
      said.done(t(changed ? "changed" : "added"));
      begin(null);
      onAdded();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(byRole("form-problem-title"), problem.detail);
      setText(byRole("form-problem-text"), problem.action);
      show(byRole("form-problem"));
    } finally {
      submit.disabled = false;
    }
  });
  return (notice) => {
    begin(notice);
    /** @type {HTMLElement} */ (form.elements.namedItem("vi")).focus();
  };
}

/** @param {HTMLFormElement} form @param {Notice | Written} notice */
function fill(form, notice) {
  const { first_day, last_day, weekdays, start, until } = notice.schedule;
  const said = { ...notice, first_day, last_day, start, until };
  for (const name of /** @type {const} */ (["kind", "vi", "en", "seconds", "first_day", "last_day", "start", "until"])) {
    write(form, name, String(said[name] ?? ""));
  }
  const ticked = { weekdays: weekdays.map(String), halls: notice.halls };
  for (const [name, values] of Object.entries(ticked)) {
    for (const box of form.querySelectorAll(`[name="${name}"]`)) {
      /** @type {HTMLInputElement} */ (box).checked = values.includes(/** @type {HTMLInputElement} */ (box).value);
    }
  }
  const limited = first_day || last_day || start || until || weekdays.length > 0 || notice.halls.length > 0;
  if (limited) /** @type {HTMLDetailsElement} */ (byRole("when", form)).open = true;
}

/**
 * What it is to be; its file is sent already. One that is `changed` keeps its kind, its file where none is chosen, and
 * whether it is shown.
 * @param {HTMLFormElement} form @param {HTMLInputElement} file @param {import("./notices.js").Facts} facts
 * @param {Notice | null} changed
 */
async function read(form, file, facts, changed) {
  const said = bodyOf(new FormData(form));
  const body = changed ? { ...said, kind: changed.kind, shown: changed.shown } : said;
  const chosen = WITH_FILE.has(body.kind) ? file.files?.[0] : undefined;
  check(body, chosen, changed?.file ?? "", facts);
  const name = chosen ? (await sendFile(chosen, byRole("sending"), "/notices/files")).file : (changed?.file ?? "");
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
 * @param {Written} body @param {File | undefined} file @param {string} kept the file that it has already
 * @param {import("./notices.js").Facts} facts
 */
function check({ kind, vi, en }, file, kept, { limits }) {
  const letters = Math.max([...vi].length, [...en].length);
  const limit = limits.letters[kind] ?? Infinity;
  if (!vi) throw refusal("text_missing");
  if (letters > limit) throw refusal("text_too_long", { letters, limit });
  if (!WITH_FILE.has(kind)) return;
  if (!file) {
    if (kept) return;
    throw refusal("file_missing");
  }
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
