/** The manager's home: today at a glance, kept fresh by the live line, and what a manager can do about it. */

import { createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { language, pick } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";
import { createActs } from "./acts.js";
import { bindCounters, showCounters } from "./counters.js";
import { confirmRevokes, showDevices } from "./devices.js";
import { createHandOver, createOpening } from "./dialogs.js";
import { showHelp } from "./help.js";
import { showPrinter, showSockets } from "./machines.js";
import { createOfficers } from "./officers.js";
import { createSaid } from "./said.js";
import { bindSlips, showSlips } from "./slips.js";
import { bindSuggestions, showSuggestions } from "./suggestions.js";
import { showToday } from "./today.js";
import { createWaits } from "./waits.js";
import { createWhy } from "./why.js";

mount("admin", (body) => {
  const api = createApi();
  const clock = createClock();
  const me = body.dataset.me ?? "";
  /** @type {any} */
  let view = null;
  const counter = (/** @type {number} */ n) => view.counters.find((/** @type {any} */ known) => known.n === n);

  const said = createSaid();
  const acts = createActs({ api, me, said, counter });
  const officers = createOfficers({ api, me, onProblem: said.problem });
  const opening = createOpening({ acts, officers, counter });
  const handOver = createHandOver({ acts, officers, counter });
  const why = createWhy({ api, clock, officers, counter });
  const waits = createWaits({ api });
  bindCounters(body, { acts, opening, handOver });
  bindSuggestions({ acts, opening });
  bindSlips({ api, said });
  confirmRevokes(body);

  const drawClock = () => {
    if (body.dataset.ready) setText(byRole("clock"), clock.time());
  };
  connectLive({
    namespace: "/admin",
    onSnapshot: (snapshot) => {
      view = snapshot;
      clock.sync(view.at);
      body.dataset.ready = "true";
      draw(view, clock);
      why.follow(view.today);
      waits.follow(view.today);
      drawClock();
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(drawClock);
});

/** @param {any} view @param {import("/static/js/clock.js").Clock} clock */
function draw(view, clock) {
  showLive(true);
  setText(byRole("date"), clock.date(language()));
  showHelp(view.counters, clock);
  showSuggestions(view.suggestions);
  showToday(view.today);
  showCounters(view.counters, view.today.fields, clock);
  showPrinter(view.printer, clock);
  showSlips(view.slips);
  showSockets(view.sockets);
  showDevices(view.devices, clock);
}
