/** A screen of the hall: one snapshot is the whole view, and the newest snapshot wins. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { readToken } from "/static/js/token.js";
import { askForToken, openGate, refuse } from "./gate.js";
import { LAYOUTS } from "./layouts.js";

mount("hall", (body) => {
  if (readToken("display") === null) return askForToken();
  const clock = createClock();
  let heardAt = clock.now();
  everySecond(() => body.dataset.view === "live" && drawClock(clock));

  connectLive({
    namespace: "/board",
    auth: () => ({ token: readToken("display"), hall: body.dataset.hall }),
    onSnapshot: (board) => {
      clock.sync(board.at);
      heardAt = clock.now();
      openGate();
      draw(body, board);
      drawClock(clock);
    },
    onStale: (stale) => {
      setText(byRole("stale-since"), clock.time(heardAt));
      show(byRole("stale"), stale);
    },
    onRefused: refuse,
  });
});

/** @param {HTMLElement} body @param {any} board */
function draw(body, board) {
  body.dataset.view = "live";
  setText(byRole("ward"), board.centre.ward);
  show(byRole("closed"), !board.open);
  LAYOUTS[body.dataset.layout ?? "main"].draw(board);
}

/** @param {import("/static/js/clock.js").Clock} clock */
function drawClock(clock) {
  setText(byRole("clock"), clock.time());
  setText(byRole("date"), clock.date("vi"));
}
