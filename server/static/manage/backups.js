/** Backups: the latest one, what is wrong, and one made now. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";
import { createLoaded } from "./loaded.js";
import { moment } from "./moment.js";

const EVERY_MS = 5000;
const WHILE_MAKING_MS = 1000;
const KB = 1024;

/**
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {import("/static/js/answers.js").Backups} Backups
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
  loaded.begin();
});

/** @param {Backups} now @param {Clock} clock */
function draw({ folder, every_hours: every, same_disk: sameDisk, late, made, failed, restored }, clock) {
  show(byRole("no-folder"), folder === null);
  show(byRole("late"), late && !failed);
  show(byRole("same-disk"), sameDisk);
  show(byRole("failed"), failed !== null);
  setText(byRole("failed-text"), failed ? `${moment(failed.at, clock)}: ${failed.said}` : "");
  setText(byRole("made-at"), made ? moment(made.at, clock) : t("never"));
  setText(byRole("made-file"), made ? `${made.folder}/${made.file}` : t("never"));
  setText(byRole("made-size"), made ? t("size", { kb: Math.ceil(made.size / KB) }) : t("never"));
  setText(byRole("every"), folder !== null && every ? t("every", { hours: every }) : t("not_by_itself"));
  show(byRole("restored"), restored !== null);
  if (restored) {
    const said = { made: moment(restored.made_at, clock), at: moment(restored.at, clock) };
    setText(byRole("restored-text"), t("restored", { ...said, numbers: restored.numbers.join(", ") }));
  }
}
