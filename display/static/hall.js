/** A screen of the hall: one snapshot is the whole view, and the newest snapshot wins. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { followSettings } from "/static/js/settings_version.js";
import { readToken } from "/static/js/token.js";
import { drawClosed } from "./closed.js";
import { askForToken, openGate, refuse } from "./gate.js";
import { LAYOUTS } from "./layouts.js";
import { createNotices } from "./notices.js";
import { reportScreen } from "./screen_report.js";
import { followShape } from "./shape.js";
import { startVoice } from "./voice.js";

/** @typedef {import("./layouts.js").Board} Board */

/** What was called is spoken soon after; the page is not loaded anew meanwhile, unless calls never stop. */
const TO_BE_SPOKEN_MS = 3_000;
const AT_LATEST_MS = 120_000;

/** How often what changes by time alone is drawn again. */
const TURN_EVERY_MS = 250;
/** A snapshot that was long on its way sets the clock back a little: what is over does not come back for that. */
const LATE_MS = 2_000;

mount("hall", (body) => {
  if (readToken("display") === null) return askForToken();
  const clock = createClock();
  const report = reportScreen(body);
  const turn = createTurning(body, clock);
  const notices = createNotices(clock);
  let doubtful = false;
  let heardAt = clock.now();
  followShape(body);
  setInterval(turn, TURN_EVERY_MS);
  everySecond(() => body.dataset.view === "live" && drawClock(clock, doubtful));

  const voice = startVoice();
  const meetSettings = followSettings(() => voice.silent() && report.calledAgoMs() > TO_BE_SPOKEN_MS, AT_LATEST_MS);

  const line = connectLive({
    namespace: "/board",
    auth: () => ({ token: readToken("display"), hall: body.dataset.hall }),
    onSnapshot: (/** @type {Board} */ board) => {
      clock.sync(board.at);
      heardAt = clock.now();
      openGate();
      draw(body, board);
      report.shown(board);
      turn(board);
      notices.show(board);
      doubtful = board.clock_doubtful ?? false;
      drawClock(clock, doubtful);
      voice.tell(line.send);
      meetSettings(board.settings);
    },
    onStale: (stale) => {
      setText(byRole("stale-since"), clock.stamp(heardAt));
      show(byRole("stale"), stale);
    },
    onRefused: refuse,
    events: { ...report.events, ...voice.events },
  });
  report.begin(line);
});

/** @param {HTMLElement} body @param {Board} board */
function draw(body, board) {
  Object.assign(body.dataset, { view: "live", seq: board.seq });
  setText(byRole("ward"), board.centre.ward);
  body.dataset.open = String(board.open);
  show(byRole("closed"), !board.open);
  if (!board.open) drawClosed(board);
  layoutOf(body).draw(board);
}

/** @param {HTMLElement} body */
function layoutOf({ dataset: { layout = "main" } }) {
  const known = LAYOUTS[layout];
  if (!known) throw new Error(`there is no layout "${layout}"`);
  return known;
}

/**
 * @param {HTMLElement} body
 * @param {import("/static/js/clock.js").Clock} clock
 * @returns {(board?: Board) => void} draws what the time changes of the newest board; takes a newer one
 */
function createTurning(body, clock) {
  /** @type {Board | null} */
  let board = null;
  let latest = 0;
  return (newer) => {
    board = newer ?? board;
    const now = clock.now();
    latest = latest - now > LATE_MS ? now : Math.max(latest, now);
    if (board) layoutOf(body).turn?.(board, latest);
  };
}

/** @param {import("/static/js/clock.js").Clock} clock @param {boolean} doubtful something says that it is wrong: no time rather than a wrong one */
function drawClock(clock, doubtful) {
  setText(byRole("clock"), doubtful ? "" : clock.time());
  setText(byRole("date"), doubtful ? "" : clock.date("vi"));
  show(byRole("clock-doubt"), doubtful);
}
