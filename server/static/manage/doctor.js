/** The doctor: what is not as it should be, and the server's clock. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { createLoaded } from "./loaded.js";
import { moment } from "./moment.js";

/** Looking takes the server a second: it is asked when somebody asks, and now and then. */
const EVERY_MS = 300_000;
const WARNINGS = new Set(["clock_reorders", "clock_ends_day"]);
const BADGES = { urgent: "error", soon: "paper_low", note: "none" };

/**
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {import("/static/js/answers.js").Doctor} Doctor
 * @typedef {import("/static/js/answers.js").Finding} Finding
 */

mount("admin-doctor", () => {
  const api = createApi();
  const clock = createClock();
  const draw = (/** @type {Doctor} */ found) => {
    drawFound(found, clock);
    drawTimes(clock);
  };
  const ask = async () => draw(await api.get("/doctor"));
  const loaded = createLoaded(ask, { versionOf: (view) => view.day, everyMs: EVERY_MS, clock });

  byRole("again").addEventListener("click", async () => {
    setText(byRole("said"), t("looking"));
    await loaded.load();
  });
  letClockBeSet(api, draw, clock);
  everySecond(() => drawTimes(clock));
  loaded.begin();
});

/** @param {Doctor} found @param {Clock} clock */
function drawFound({ at, items }, clock) {
  clock.sync(at);
  setText(byRole("said"), t(items.length ? "found" : "found_none", { count: items.length, time: clock.time(at) }));
  show(byRole("fine"), items.length === 0);
  const known = items.map((item, place) => ({ ...item, key: `${item.code} ${place}` }));
  syncList(byRole("findings"), known, ({ key }) => key, () => stamp("finding-template"), drawFinding);
}

/** @param {HTMLElement} node @param {Finding} finding */
function drawFinding(node, { code, severity, text, action }) {
  node.dataset.code = code;
  setText(byRole("what", node), pick(text));
  setText(byRole("do", node), pick(action));
  setText(byRole("code", node), code);
  setText(byRole("severity", node), t(severity));
  byRole("severity", node).dataset.state = BADGES[severity];
}

/** @param {Clock} clock */
function drawTimes(clock) {
  setText(byRole("server-time"), moment(clock.iso(clock.now()), clock));
  setText(byRole("own-time"), moment(clock.iso(Date.now()), clock));
  const input = /** @type {HTMLInputElement} */ (byRole("right-time"));
  if (document.activeElement !== input && !input.dataset.typed) input.value = clock.iso(Date.now()).slice(0, 19);
}

/** @param {import("/static/js/api.js").Api} api @param {(found: Doctor) => void} draw @param {Clock} clock */
function letClockBeSet(api, draw, clock) {
  const input = /** @type {HTMLInputElement} */ (byRole("right-time"));
  let sure = false;
  const warned = (/** @type {boolean} */ yes) => {
    sure = yes;
    setText(byRole("set-text"), t(yes ? "set_anyway" : "set"));
  };
  input.addEventListener("input", () => {
    input.dataset.typed = "true";
    warned(false);
  });
  byRole("clock-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const value = input.value.length === 16 ? `${input.value}:00` : input.value;
    try {
      /** @type {Doctor} */
      const found = await api.post("/doctor/clock", { at: value + clock.iso(0).slice(19), sure });
      delete input.dataset.typed;
      warned(false);
      draw(found);
      setText(byRole("clock-said"), t("was_set", { time: value.slice(11) }));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      warned(WARNINGS.has(problem.code));
      setText(byRole("clock-said"), `${problem.detail} ${problem.action}`);
    }
  });
}
