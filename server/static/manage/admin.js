/** The manager's home: today at a glance, kept fresh by the live line, and what a manager can do about it. */

import { createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { bindFindForm } from "/static/js/find_number.js";
import { createKioskHelp } from "/static/js/kiosk_help.js";
import { mount } from "/static/js/module.js";
import { followSettings } from "/static/js/settings_version.js";
import { language } from "/static/js/texts.js";
import { createActs } from "./acts.js";
import { createAlerts } from "./alerts.js";
import { createArrivals } from "./arrivals.js";
import { showAttention } from "./attention.js";
import { bindCounters, showCounters } from "./counters.js";
import { confirmRevokes, showDevices } from "./devices.js";
import { createHandOver, createOpening } from "./dialogs.js";
import { showHelp } from "./help.js";
import { showClock, showPrinter, showReports, showSockets } from "./machines.js";
import { showJournalEnd } from "./journal_end.js";
import { followLine } from "./line.js";
import { createOfficers } from "./officers.js";
import { createSaid } from "./said.js";
import { bindSlips, showSlips } from "./slips.js";
import { bindSuggestions, showSuggestions } from "./suggestions.js";
import { createSure } from "./sure.js";
import { showToday } from "./today.js";
import { showUnserved } from "./unserved.js";
import { createWaits } from "./waits.js";
import { createWhy } from "./why.js";

/**
 * @typedef {import("./counters.js").Counter} Counter
 *
 * @typedef {object} View what the live line brings
 * @property {number} seq
 * @property {number} settings the version of what is set
 * @property {string} at
 * @property {string} day the business day, "2026-11-23"
 * @property {string | null} digest of the journal's row `seq`; null on a day without any
 * @property {import("./today.js").Today} today
 * @property {Counter[]} counters
 * @property {import("./suggestions.js").Suggestion[]} suggestions
 * @property {import("./machines.js").Printer} printer
 * @property {import("./slips.js").Slip[]} slips
 * @property {{live: number, cap: number}} sockets
 * @property {import("./machines.js").WrongClock | null} clock what is wrong with the server's clock
 * @property {import("./machines.js").ReportTrouble | null} reports why written reports are not written
 * @property {import("./devices.js").Device[]} devices
 * @property {import("./screens.js").Screen[]} screens
 * @property {import("/static/js/answers.d.ts").KioskHelp[]} kiosk_help
 * @property {number} catalogue the version of the procedures
 * @property {import("./attention.js").Attention} attention
 * @property {import("./alerts.js").Alert[]} alerts
 * @property {number} notices how often something about the notices has moved
 */

mount("admin", (body) => {
  const api = createApi();
  const clock = createClock();
  const me = body.dataset.me ?? "";
  /** @type {View | null} */
  let view = null;
  /** @param {number} n @returns {Counter | undefined} nothing before the line has brought the counters */
  const known = (n) => view?.counters.find((each) => each.n === n);
  /** The one at which something is pressed: it is shown, so it is known. @param {number} n */
  const counter = (n) => /** @type {Counter} */ (known(n));

  const said = createSaid();
  const showKioskHelp = createKioskHelp(api, said.problem);
  const acts = createActs({ api, me, said, counter });
  const officers = createOfficers({ api, me, onProblem: said.problem });
  const opening = createOpening({ acts, officers, counter });
  const handOver = createHandOver({ acts, officers, counter });
  const why = createWhy({ api, clock, officers, counter: known });
  const waits = createWaits({ api });
  const arrivals = createArrivals({ api });
  const alerts = createAlerts({ api, clock, onProblem: said.problem });
  const sure = createSure({ api, counter, onProblem: said.problem });
  bindCounters(body, { acts, opening, handOver, sure });
  bindSuggestions({ acts, opening });
  bindSlips({ api, said });
  bindFindForm(api);
  confirmRevokes(body);

  const meetSettings = followSettings(() => document.querySelector("dialog[open]") === null);
  followLine(
    (snapshot) => {
      view = snapshot;
      draw(snapshot, clock);
      showKioskHelp(snapshot.kiosk_help);
      why.follow(snapshot.today);
      waits.follow(snapshot.today);
      arrivals.follow(snapshot);
      alerts.show(snapshot.alerts, snapshot.suggestions);
      meetSettings(snapshot.settings);
    },
    { clock },
  );
});

/** @param {View} view @param {import("/static/js/clock.js").Clock} clock */
function draw(view, clock) {
  setText(byRole("date"), clock.date(language()));
  showHelp(view.counters, clock);
  showUnserved(view.today.fields, view.suggestions);
  showSuggestions(view.suggestions);
  showAttention(view.attention, { fields: view.today.fields, suggestions: view.suggestions, clock });
  showToday(view.today);
  showJournalEnd(view);
  showCounters(view.counters, view.today.fields, clock);
  showPrinter(view.printer, clock);
  showSlips(view.slips);
  showReports(view.reports);
  showSockets(view.sockets);
  showClock(view.clock);
  showDevices(view.devices, clock);
}
