/** The day's overview for whoever only reads it: kept fresh by the live line, with nothing to press. */

import { createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { language, pick } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";
import { showCounters } from "./counters.js";
import { createOfficers } from "./officers.js";
import { showToday } from "./today.js";
import { createWaits } from "./waits.js";
import { createWhy } from "./why.js";

mount("admin-overview", (body) => {
  const api = createApi();
  const clock = createClock();
  /** @type {import("./admin.js").View | null} */
  let view = null;
  const counter = (/** @type {number} */ n) => view?.counters.find((each) => each.n === n);
  const refused = () => showLive(false);
  const officers = createOfficers({ api, me: "", onProblem: refused });
  const why = createWhy({ api, clock, officers, counter });
  const waits = createWaits({ api });
  connectLive({
    namespace: "/admin",
    onSnapshot: (/** @type {import("./admin.js").View} */ snapshot) => {
      view = snapshot;
      clock.sync(snapshot.at);
      body.dataset.ready = "true";
      showLive(true);
      setText(byRole("date"), clock.date(language()));
      showToday(snapshot.today);
      showCounters(snapshot.counters, snapshot.today.fields, clock);
      why.follow(snapshot.today);
      waits.follow(snapshot.today);
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      refused();
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(() => body.dataset.ready && setText(byRole("clock"), clock.time()));
});
