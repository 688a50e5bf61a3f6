/** The first run with a backup: choose it, see what is in it, and let it take the place of the empty centre. */

import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { language, t } from "/static/js/texts.js";

const BASE = "/start/restore";
const EVERY_MS = 700;
const LONGEST_GONE = 120;

/**
 * @typedef {{title: string, detail: string, action: string}} Trouble
 * @typedef {{step: string, trouble?: Trouble, centre: string, made_at: string, version: string, come_to: string[],
 *   findings: number}} Now
 */

mount("restore", () => {
  const choose = /** @type {HTMLFormElement} */ (byRole("choose"));
  const confirm = /** @type {HTMLFormElement} */ (byRole("confirm"));
  const upload = /** @type {HTMLInputElement} */ (document.getElementById("restore-upload"));
  const chosen = () => String(new FormData(choose).get("file") ?? "");
  const drawUpload = () => show(byRole("upload"), chosen() === "");

  /** @param {() => Promise<unknown>} act */
  const attempt = async (act) => {
    show(byRole("trouble"), false);
    busy(true);
    try {
      await act();
    } catch (problem) {
      complain(/** @type {Trouble} */ (problem));
    }
    busy(false);
  };
  const look = async () => {
    const file = chosen();
    if (!file) {
      if (!upload.files?.[0]) return setText(byRole("said"), t("no_file"));
      setText(byRole("said"), t("sending"));
      await send(upload.files[0]);
    }
    setText(byRole("said"), t("looking"));
    await post("/look", { file, passphrase: new FormData(choose).get("passphrase") });
    const now = await until(({ step }) => step !== "looking");
    if (now.trouble) throw now.trouble;
    draw(now);
    setText(byRole("said"), "");
    show(choose, false);
    show(confirm);
    return confirm.querySelector("input")?.focus();
  };
  const restore = async () => {
    const said = new FormData(confirm);
    setText(byRole("said"), t("restoring"));
    await post("/do", { numbers: said.get("numbers"), nothing_since: said.has("nothing_since") });
    const now = await until(({ step }) => step === "over" || step === "code");
    location.assign(now.step === "over" ? "/sign-in" : "/start");
  };

  choose.addEventListener("change", drawUpload);
  choose.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(look);
  });
  confirm.addEventListener("submit", (event) => {
    event.preventDefault();
    void attempt(restore);
  });
  byRole("other").addEventListener("click", () => location.reload());
  drawUpload();
});

/** @param {boolean} on */
function busy(on) {
  for (const button of document.querySelectorAll("form button")) /** @type {HTMLButtonElement} */ (button).disabled = on;
}

/** @param {Now} now */
function draw(now) {
  setText(byRole("centre"), now.centre);
  setText(byRole("made-at"), now.made_at);
  setText(byRole("version"), now.version);
  setText(byRole("come-to"), now.come_to.length ? now.come_to.join(", ") : t("none_given"));
  setText(byRole("verdict"), now.findings ? t("unsound", { n: now.findings }) : t("sound"));
  show(/** @type {Element} */ (document.querySelector('[data-role="confirm"] [type="submit"]')), !now.findings);
}

/** @param {Trouble} trouble */
function complain(trouble) {
  if (!trouble.detail) throw trouble;
  setText(byRole("said"), "");
  setText(/** @type {Element} */ (byRole("trouble").querySelector(".notice-title")), trouble.title);
  setText(byRole("trouble-text"), `${trouble.detail} ${trouble.action}`);
  show(byRole("trouble"));
}

/** How far it is, asked until it is as wanted; a server that starts again does not answer for a while. @param {(now: Now) => boolean} wanted */
async function until(wanted) {
  for (let gone = 0; gone < LONGEST_GONE; ) {
    await new Promise((wake) => setTimeout(wake, EVERY_MS));
    try {
      const answer = await fetch(`${BASE}/now`, { headers: headers(), cache: "no-store" });
      /** @type {Now} */
      const now = await answer.json();
      if (wanted(now)) return now;
      gone = 0;
    } catch {
      gone += 1;
    }
  }
  throw Object.assign(new Error("gone"), { title: "", detail: t("gone"), action: "" });
}

/** @param {string} path @param {object} body */
async function post(path, body) {
  const answer = await fetch(BASE + path, {
    method: "POST",
    headers: { ...headers(), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw await answer.json();
}

/** @param {File} file */
function send(file) {
  const request = new XMLHttpRequest();
  const bar = /** @type {HTMLProgressElement} */ (byRole("progress"));
  const done = new Promise((resolve, reject) => {
    request.onload = () => (request.status === 204 ? resolve(null) : reject(request.response ?? {}));
    request.onerror = request.onabort = () => reject({ title: "", detail: t("gone"), action: "" });
  });
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = loaded / total;
  };
  request.open("PUT", `${BASE}/file`);
  request.responseType = "json";
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  show(bar);
  request.send(file);
  return done.finally(() => show(bar, false));
}

function headers() {
  const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
  return { "Accept-Language": language(), "X-CSRFToken": token };
}
