/** The day's overview for whoever only reads it: kept fresh by the live line, with nothing to press. */

import { createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { language } from "/static/js/texts.js";
import { showLive } from "/static/staff.js";
import { createAlerts } from "./alerts.js";
import { createArrivals } from "./arrivals.js";
import { showAttention } from "./attention.js";
import { showCounters } from "./counters.js";
import { followLine } from "./line.js";
import { createOfficers } from "./officers.js";
import { showToday } from "./today.js";
import { createWaits } from "./waits.js";
import { createWhy } from "./why.js";

mount("admin-overview", () => {
  const api = createApi();
  const clock = createClock();
  /** @type {import("./admin.js").View | null} */
  let view = null;
  const counter = (/** @type {number} */ n) => view?.counters.find((each) => each.n === n);
  const refused = () => showLive(false);
  const officers = createOfficers({ api, me: "", onProblem: refused });
  const why = createWhy({ api, clock, officers, counter });
  const waits = createWaits({ api });
  const arrivals = createArrivals({ api });
  const alerts = createAlerts({ api, clock, onProblem: refused });
  followLine((snapshot) => {
    view = snapshot;
    setText(byRole("date"), clock.date(language()));
    showToday(snapshot.today);
    showCounters(snapshot.counters, snapshot.today.fields, clock);
    why.follow(snapshot.today);
    waits.follow(snapshot.today);
    arrivals.follow(snapshot);
    alerts.show(snapshot.alerts, snapshot.suggestions);
    showAttention(snapshot.attention, { fields: snapshot.today.fields, suggestions: snapshot.suggestions, clock });
  }, { clock });
});
