/** The hall screen: one snapshot is the whole view, and the newest snapshot wins. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { readToken } from "/static/js/token.js";
import { showCalls } from "./calls.js";
import { showCounters } from "./counters.js";
import { askForToken, openGate, refuse } from "./gate.js";
import { showPresence } from "./presence.js";
import { showQueues } from "./queues.js";
import { startVoice } from "./voice.js";

mount("hall", (body) => {
  if (readToken("display") === null) return askForToken();
  const clock = createClock();
  let heardAt = clock.now();
  everySecond(() => body.dataset.view === "live" && drawClock(clock));

  const voice = startVoice();

  const line = connectLive({
    namespace: "/board",
    auth: () => ({ token: readToken("display"), hall: body.dataset.hall }),
    onSnapshot: (board) => {
      clock.sync(board.at);
      heardAt = clock.now();
      openGate();
      draw(body, board);
      drawClock(clock);
      voice.tell(line.send);
    },
    onStale: (stale) => {
      setText(byRole("stale-since"), clock.time(heardAt));
      show(byRole("stale"), stale);
    },
    onRefused: refuse,
    events: voice.events,
  });
});

/** @param {HTMLElement} body @param {any} board */
function draw(body, board) {
  body.dataset.view = "live";
  setText(byRole("ward"), board.centre.ward);
  show(byRole("closed"), !board.open);
  showCalls(board.calls);
  showCounters(board.counters, board.waiting);
  showQueues(board.waiting);
  showPresence(board.presence);
}

/** @param {import("/static/js/clock.js").Clock} clock */
function drawClock(clock) {
  setText(byRole("clock"), clock.time());
  setText(byRole("date"), clock.date("vi"));
}
