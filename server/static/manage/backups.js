/** Backups: the latest one, what is wrong, and one made now. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { createQuestion } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { pick, t } from "/static/js/texts.js";
import { createLoaded } from "./loaded.js";
import { moment } from "./moment.js";

const EVERY_MS = 5000;
const WHILE_MAKING_MS = 1000;
const KB = 1024;

/**
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {import("/static/js/answers.js").Backups} Backups
 * @typedef {(act: () => Promise<unknown>, place: Element, done: string) => Promise<boolean>} Tell answers whether it was done
 */

mount("admin-backups", () => {
  const api = createApi();
  const clock = createClock();
  const button = byRole("make");
  /** When the backup before was made, while this page waits for the end of one. @type {string | undefined} */
  let before;

  const ask = async () => {
    /** @type {Backups} */
    const now = await api.get("/backups");
    draw(now, clock);
    show(button, now.folder !== null);
    button.setAttribute("aria-disabled", String(now.making));
    if (now.making) {
      before ??= now.made?.at ?? "";
      setText(byRole("said"), t("making"));
      setTimeout(() => void loaded.load(), WHILE_MAKING_MS);
    } else if (before !== undefined) {
      setText(byRole("said"), now.made && now.made.at !== before ? t("made") : "");
      before = undefined;
    }
  };
  const loaded = createLoaded(ask, { versionOf: (view) => view.seq, everyMs: EVERY_MS, clock });

  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    try {
      await api.post("/backups");
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(byRole("said"), t("refused", { text: `${problem.detail} ${problem.action}` }));
      return;
    }
    await loaded.load();
  });
  byRole("seen").addEventListener("click", () => tell(() => api.post("/backups/restored/seen"), byRole("said"), ""));
  /** Do it, and say what came of it. @type {Tell} */
  const tell = async (act, place, done) => {
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setText(place, `${problem.detail} ${problem.action}`);
      return false;
    }
    await loaded.load();
    setText(place, done);
    return true;
  };
  listenToPassphrase(tell, api);
  listenToNoMore(tell, api);
  loaded.begin();
});

/**
 * The passphrase is typed twice: a slip of the finger would be found when it is too late.
 * @param {Tell} tell @param {import("/static/js/api.js").Api} api
 */
function listenToPassphrase(tell, api) {
  const form = /** @type {HTMLFormElement} */ (byRole("encrypt"));
  const said = byRole("encrypt-said");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = new FormData(form);
    if (typed.get("passphrase") !== typed.get("again")) return setText(said, t("not_the_same"));
    setText(said, t("working"));
    const passphrase = typed.get("passphrase");
    if (await tell(() => api.post("/backups/passphrase", { passphrase }), said, t("encrypted_now"))) form.reset();
  });
}

/**
 * From then on whoever finds the stick reads everything: asked first.
 * @param {Tell} tell @param {import("/static/js/api.js").Api} api
 */
function listenToNoMore(tell, api) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-no-more"));
  const question = createQuestion(node, {
    onConfirm: async () => {
      question.setBusy(true);
      await tell(() => api.post("/backups/passphrase/remove"), byRole("encrypt-said"), t("plain_now"));
      question.setBusy(false);
      question.close();
    },
  });
  byRole("encrypt-no-more").addEventListener("click", () => question.open());
}

/** @param {Backups["second_boxes"]} boxes @param {Clock} clock */
function drawSecond(boxes, clock) {
  show(byRole("second"), boxes.length > 0);
  show(byRole("second-silent"), boxes.some((box) => box.silent));
  const said = boxes.map(({ name, silent, ago_s: seconds, heard_at: at }) =>
    silent ? t("second_silent", { name, at: clock.stamp(at) }) : t("second", { name, seconds }),
  );
  setText(byRole("second-text"), said.join("; "));
}

/** @param {Backups} now @param {Clock} clock */
function draw({ folder, every_hours: every, same_disk: sameDisk, late, made, failed, restored, encrypted, second_boxes: second }, clock) {
  drawSecond(second, clock);
  for (const name of ["encrypted", "encrypt-no-more"]) show(byRole(name), encrypted);
  show(byRole("plain"), !encrypted);
  show(byRole("no-folder"), folder === null);
  show(byRole("late"), late && !failed);
  show(byRole("same-disk"), sameDisk);
  show(byRole("failed"), failed !== null);
  setText(byRole("failed-text"), failed ? `${moment(failed.at, clock)}: ${pick(failed.texts)}` : "");
  setText(byRole("made-at"), made ? moment(made.at, clock) : t("never"));
  setText(byRole("made-file"), made ? `${made.folder}/${made.file}` : t("never"));
  setText(byRole("made-size"), made ? t("size", { kb: Math.ceil(made.size / KB) }) : t("never"));
  setText(byRole("every"), folder !== null && every ? t("every", { hours: every }) : t("not_by_itself"));
  show(byRole("restored"), restored !== null);
  if (restored) {
    const said = { made: moment(restored.made_at, clock), at: moment(restored.at, clock) };
    setText(byRole("restored-text"), t(restored.numbers.length ? "restored" : "restored_nothing", { ...said, numbers: restored.numbers.join(", ") }));
  }
}
