/** The helper's tablet: find what somebody came for, take the number for them, next person. */

import { showAlarm } from "/static/js/alarm.js";
import { createApi } from "/static/js/api.js";
import { byRole, onAction, setText, show } from "/static/js/dom.js";
import { createKioskHelp } from "/static/js/kiosk_help.js";
import { bindFindForm } from "/static/js/find_number.js";
import { connectLive } from "/static/js/live.js";
import { fieldFor } from "/static/js/many.js";
import { mount } from "/static/js/module.js";
import { followSettings } from "/static/js/settings_version.js";
import { opensText } from "/static/js/opens.js";
import { startPairing } from "/static/js/pairing.js";
import { goTo, step } from "/static/js/steps.js";
import { pick, t } from "/static/js/texts.js";
import { bindEnrolment, readToken } from "/static/js/token.js";
import { bindSearch } from "./find.js";
import { carryOver, remember, takeOver } from "./recent.js";
import { clearResult, drawResult, showCode } from "./result.js";
import { followPrint, Wish } from "./wish.js";
import { dossiers, drawField, drawTrouble, drawWish, isNotEnrolled } from "./wish_view.js";

/** @typedef {import("./find.js").Field} Field @typedef {import("./wish.js").Ticket} Ticket */

/** How long an emergency message may be on before a tablet shows it; the counts come along. */
const COUNTS_EVERY_MS = 4000;

mount("helper", (body) => {
  bindEnrolment(/** @type {HTMLFormElement} */ (byRole("enrol-form")), "helper");
  if (!readToken("helper") && !("signedIn" in body.dataset)) return askToBePaired();
  /** @type {{fields: Field[]}} */
  const centre = JSON.parse(byRole("centre-data").textContent ?? "{}");
  const api = createApi({ token: () => readToken("helper") });
  const field = (/** @type {string} */ code) => centre.fields.find((one) => one.code === code);
  /** This moment, as the server told it last. */
  let at = new Date().toISOString();
  /** @type {Wish | null} */
  let wish = null;
  /** @type {Ticket | null} */
  let ticket = null;

  /** @param {Wish} asked */
  const follow = (asked) => {
    asked.goes = fieldFor(asked.field, asked.dossiers, centre.fields);
    drawField(asked, at);
  };
  const choose = (/** @type {string} */ code, /** @type {import("./find.js").Procedure | null} */ procedure) => {
    const chosen = field(code);
    if (!chosen || step() !== "find") return;
    wish = new Wish(api, chosen, procedure, where());
    drawWish(wish);
    follow(wish);
    goTo("wish");
  };
  const search = bindSearch(api, field, choose);

  const next = () => {
    wish = ticket = null;
    search.clear();
    clearResult();
    goTo("find");
    count();
  };
  /** @param {Ticket} shown @param {string} print */
  const result = (shown, print) => {
    ticket = shown;
    drawResult(shown, field(shown.field), print);
    goTo("result");
    if (print !== "printing") return;
    followPrint(api, shown, (state) => ticket === shown && drawResult(shown, field(shown.field), state));
  };
  const take = async (/** @type {boolean} */ print) => {
    const asked = wish;
    if (!asked || asked.busy) return;
    drawTrouble(asked, null);
    setText(byRole("busy"), t("busy"));
    try {
      const given = asked.take(print, () => setText(byRole("busy"), t("retrying")));
      drawTrouble(asked, null);
      const taken = await given;
      remember(taken, asked.name(), () => result(taken, "shown"));
      if (wish === asked) result(taken, print ? (taken.print ?? "none") : "shown");
    } catch (error) {
      if (isNotEnrolled(error)) askToBePaired();
      else if (wish === asked) drawTrouble(asked, error);
    } finally {
      if (!wish?.busy) setText(byRole("busy"), "");
    }
  };
  const count = async () => {
    if (document.hidden) return;
    try {
      /** @type {import("/static/js/answers.d.ts").Centre} */
      const { fields, emergency, now, point } = await api.get(where() === undefined ? "/centre" : `/centre?point=${where()}`);
      showAlarm(emergency);
      setText(byRole("point"), pick(point?.names));
      show(byRole("point"), point !== undefined);
      [centre.fields, at] = [fields, now];
      for (const one of centre.fields) {
        const button = body.querySelector(`[data-field="${one.code}"]`);
        if (button) setText(byRole("load", button), loadText(one, at));
      }
      if (!wish) return show(byRole("stale"), false);
      wish.field = field(wish.field.code) ?? wish.field;
      follow(wish);
      show(byRole("stale"), false);
    } catch (error) {
      if (isNotEnrolled(error) && step() === "find") askToBePaired();
      else show(byRole("stale"));
    }
  };

  takeOver((one) => result(one, "shown"));
  const showHelp = createKioskHelp(api);
  const idle = () => step() === "find" && search.isEmpty();
  const meetSettings = followSettings(idle, Infinity, carryOver);
  connectLive({
    namespace: "/kiosk",
    auth: () => ({ token: readToken("helper") }),
    onSnapshot: (/** @type {{seq: number, settings?: number, kiosk_help: import("/static/js/answers.d.ts").KioskHelp[]}} */ { kiosk_help, settings }) => {
      showHelp(kiosk_help);
      meetSettings(settings);
    },
  });

  const actions = { next, print: () => take(true), show: () => take(false), code: showCode };
  onAction(body, (name) => actions[/** @type {keyof typeof actions} */ (name)]?.());
  dossiers().addEventListener("input", () => {
    if (!wish || !dossiers().checkValidity() || dossiers().value === "") return;
    wish.dossiers = Number(dossiers().value);
    follow(wish);
  });
  body.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("[data-field]");
    if (pressed instanceof HTMLElement) choose(pressed.dataset.field ?? "", null);
  });
  bindFindForm(api);
  byRole("wish").addEventListener("submit", (event) => event.preventDefault());
  places()?.addEventListener("change", count);
  setInterval(count, COUNTS_EVERY_MS);
  count();
});

/** Where a centre receives in several places, and who has signed in says at which: a tablet's place is known. */
function places() {
  return /** @type {HTMLSelectElement | null} */ (document.getElementById("where"));
}

/** @returns {string | undefined} */
function where() {
  return readToken("helper") ? undefined : places()?.value;
}

/** @param {Field} field @param {string} at */
function loadText({ waiting, open, opens_at: opensAt }, at) {
  return open === false ? opensText("field_opens", opensAt, at) : t("waiting_count", { count: waiting });
}

/** A tablet without a token shows six digits until the manager has confirmed them. */
function askToBePaired() {
  goTo("enrol");
  startPairing("helper", () => location.reload());
}
