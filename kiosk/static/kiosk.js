/** The kiosk's page: binds touches, keys, the clock and the live line to the flow. */

import { followAgent } from "./alone.js";
import { bindArrival } from "./arrival.js";
import { HelperCall } from "./call_helper.js";
import { listenForCards } from "./card.js";
import { bindDossier } from "./dossier.js";
import { bindEase } from "./ease.js";
import { Flow } from "./flow.js";
import { canWrite } from "./glyphs.js";
import { Centre } from "./centre.js";
import { Issuer } from "./issue.js";
import { bindKeys } from "./keys.js";
import { hearNotices } from "./notices.js";
import { bindPages } from "./pages.js";
import { Priority } from "./priority.js";
import { Search } from "./search.js";
import { showPaper } from "./printer.js";
import { bindRate } from "./rate.js";
import { sealer } from "./seal.js";
import { Speech } from "./speech.js";
import { bindTouch } from "./touch.js";
import { NOT_ENROLLED } from "./trouble.js";
import { createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, onAction, setText, show } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { followSettings } from "/static/js/settings_version.js";
import { language, onLanguage, pick, setLanguage, t } from "/static/js/texts.js";
import { bindEnrolment, readToken } from "/static/js/token.js";

/**
 * @typedef {import("./centre.js").Snapshot} Snapshot
 * @typedef {import("./centre.js").Answer} Answer
 * @typedef {{names: import("/static/js/texts.js").Both, fields: import("./centre.js").Field[],
 *   classes: import("./priority.js").PriorityClass[], guidance: string}} ServedWith the page, in every language
 */

mount("kiosk", () => {
  /** @type {ServedWith} */
  const { names, fields, classes, guidance } = JSON.parse(byRole("centre-data").textContent ?? "{}");
  const token = () => readToken("kiosk");
  const api = createApi({ token });
  const centre = new Centre(fields);
  const issuer = new Issuer(api);
  const flow = new Flow(centre, issuer, new Priority(classes), guidance);
  flow.search = new Search(api, { centre, choose: (procedure) => flow.choose(procedure.field, procedure) });
  flow.call = new HelperCall(api, () => flow.idle.stay());
  const clock = createClock();
  const meetSettings = followSettings(() => flow.nobodyHere());

  const rate = bindRate(api, flow);
  const arrival = bindArrival(api, flow, rate.scanned);
  const dossier = bindDossier(api, flow);
  bindTouches(flow, { rate: rate.open, dossier: dossier.open });
  bindTouch((resting) => show(byRole("resting"), resting));
  bindEase(() => flow.draw());
  bindPages();
  flow.speech = new Speech(token);
  listenForCards((age, mark) => flow.card(age, mark), () => new Date(clock.now()), sealer(api), (read) => arrival.scanned(read) || dossier.scanned(read));
  bindKeys({ back: () => flow.back() });
  bindEnrolment(/** @type {HTMLFormElement} */ (byRole("enrol-form")), "kiosk");
  onLanguage(() => {
    document.title = `${t("title")} · ${t("product")}`;
    setText(byRole("centre"), pick(names));
    drawClock(clock);
    flow.draw();
  });
  everySecond(() => drawClock(clock));
  document.body.dataset.started = "";

  /** @param {Snapshot | Answer} news of the centre */
  const hear = (news) => {
    clock.sync("at" in news ? news.at : news.now);
    centre.update(news);
    flow.alarm(hearNotices(news));
    flow.hinder(null);
    flow.refresh();
  };
  if (!token()) flow.hinder({ kind: "enrol" });
  flow.toStart();
  if (!token()) return;
  // The first answer comes by request: sooner than the live line, and where that is refused.
  /** @type {Promise<Answer>} */
  const first = api.get("/centre");
  followAgent(first, api, hear, (trouble) => flow.hinder(trouble), () => flow.call?.offer(false));
  first.then(hear, (error) => {
    if (NOT_ENROLLED.has(error.code)) flow.hinder({ kind: "enrol" });
    else show(byRole("stale"));
  });
  connectLive({
    namespace: "/kiosk",
    auth: () => ({ token: token() }),
    onSnapshot: (/** @type {Snapshot} */ snapshot) => {
      show(byRole("stale"), false);
      hear(snapshot);
      meetSettings(snapshot.settings);
      showPaper(snapshot.printer);
      dossier.offer(snapshot.dossiers);
      flow.call?.hear(snapshot.kiosk_help);
    },
    onStale: (stale) => {
      show(byRole("stale"), stale);
      if (stale) flow.call?.offer(false);
    },
    onRefused: ({ code, text }) => flow.hinder(NOT_ENROLLED.has(code) ? { kind: "enrol" } : { kind: "refused", text }),
    events: { print: (/** @type {import("./issue.js").PrintNews} */ news) => issuer.hear(news) },
  });
});

/** @param {import("/static/js/clock.js").Clock} clock */
function drawClock(clock) {
  setText(byRole("time"), clock.time());
  setText(byRole("date"), clock.date(language()));
}

/** @param {Flow} flow @param {{rate: () => void, dossier: () => void}} beside what people do besides taking a number */
function bindTouches(flow, beside) {
  /** @type {Record<string, () => void>} */
  const actions = {
    take: () => flow.take(),
    retry: () => flow.take(),
    stay: () => flow.idle.stay(),
    more: () => flow.closing.extend(),
    back: () => flow.back(),
    find: () => flow.find(),
    again: () => flow.again(),
    vietnamese: () => setLanguage("vi"),
    unsure: () => flow.unsure(),
    call_helper: () => flow.call?.press(),
    guidance: () => flow.choose(flow.guidance),
    done: () => flow.toStart(),
    start: () => flow.toStart(),
    ...beside,
  };
  onAction(document.body, (name) => actions[name]?.());
  byRole("tiles").addEventListener("click", (event) => {
    const tile = /** @type {Element} */ (event.target).closest("[data-field]");
    if (tile instanceof HTMLElement) flow.choose(tile.dataset.field ?? "");
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-language]"))) {
    if (button.hidden) show(button, canWrite(button.textContent ?? ""));
    button.addEventListener("click", () => setLanguage(button.dataset.language ?? "vi"));
  }
  document.addEventListener("contextmenu", (event) => event.preventDefault());
}
