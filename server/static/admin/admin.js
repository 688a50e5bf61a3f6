/** The manager's home: today at a glance, kept fresh by the live line. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { language, pick } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";
import { showCounters } from "./counters.js";
import { confirmRevokes, showDevices } from "./devices.js";
import { showPrinter, showSockets } from "./machines.js";
import { showToday } from "./today.js";

mount("admin", (body) => {
  const clock = createClock();
  const drawClock = () => {
    if (body.dataset.ready) setText(byRole("clock"), clock.time());
  };
  connectLive({
    namespace: "/admin",
    onSnapshot: (view) => {
      clock.sync(view.at);
      body.dataset.ready = "true";
      draw(view, clock);
      drawClock();
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(drawClock);
  confirmRevokes(body);
});

/** @param {any} view @param {import("/static/js/clock.js").Clock} clock */
function draw(view, clock) {
  showLive(true);
  setText(byRole("date"), clock.date(language()));
  showToday(view.today);
  showCounters(view.counters, view.today.fields);
  showPrinter(view.printer);
  showSockets(view.sockets);
  showDevices(view.devices, clock);
}
