/** The counter console: one key for the next step, everything shown from the newest state. */

import { createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, onAction, setText } from "/static/js/dom.js";
import { createKioskHelp } from "/static/js/kiosk_help.js";
import { mount } from "/static/js/module.js";
import { followSettings } from "/static/js/settings_version.js";
import { showEnded } from "/static/staff.js";
import { createDialogs } from "./dialogs.js";
import { listenToKeys } from "./keys.js";
import { createNames } from "./names.js";
import { clearNotice, showProblem, showRetrying } from "./notice.js";
import { createPress } from "./press.js";
import { usualResult } from "./results.js";
import { footprint, keptHere, primaryAction } from "./rules.js";
import { createScreen } from "./screen.js";
import { watchCounter } from "./watch.js";

/**
 * A double tap on Enter is one step, not two, also where the first one closed a dialog: the second would end a visit, or call
 * the next person.
 */
const REST_AFTER_STEP_MS = 300;
/** A slip printed again is no step: Enter means what it meant before. */
const NO_STEP = "print-slip";

mount("counter", (body) => {
  const counter = Number(body.dataset.n);
  const me = { username: body.dataset.username ?? "", manages: body.dataset.manages === "true" };
  const api = createApi();
  const clock = createClock();
  const names = createNames(api, () => screen.draw());
  const screen = createScreen({ clock, names, me });
  const showKioskHelp = createKioskHelp(api, showProblem);
  const onState = (/** @type {import("./rules.js").Console} */ state) => {
    showKioskHelp(state.kiosk_help);
    screen.take(state);
    dialogs.keep(screen.allowed());
    everyTick();
    meetSettings(state.settings);
  };
  const meetSettings = followSettings(() => !screen.isBusy() && !document.querySelector("dialog[open]"));
  const watch = watchCounter({ api, counter, onState });

  const press = createPress({
    api,
    counter,
    footprint: () => footprint(screen.view()),
    onBusy: (action) => {
      if (action !== null) clearNotice();
      screen.setBusy(action);
    },
    onDone: (answer, action) => {
      clearNotice();
      showEnded(false);
      screen.apply(answer);
      watch.afterAction();
      return action === NO_STEP ? undefined : rest();
    },
    onProblem: (problem) => {
      showProblem(problem);
      if (problem.code !== "unreachable") watch.ask();
    },
    onRetry: showRetrying,
  });
  const dialogs = createDialogs({ api, clock, names, press, view: screen.view, onOpen: screen.leave });

  /** @param {string} action @param {import("./rules.js").Console | null} view */
  const asks = (action, view) => dialogs.has(action) && (action !== "close" || (view !== null && keptHere(view).length > 0));
  const act = (/** @type {string} */ action) => {
    if (screen.isBusy() || !screen.allowed().has(action)) return;
    if (asks(action, screen.view())) dialogs.open(action);
    else press({ action, body: bodyOf(action, screen.view(), names) });
  };
  bindMouse(body, act, press);
  listenToKeys((key) => {
    const view = screen.view();
    if (view !== null) act(meaning(key, view));
  });
  const everyTick = () => {
    setText(byRole("clock"), screen.view() ? clock.time() : "--:--");
    screen.tick();
  };
  everySecond(everyTick);
});

/** @param {string} key @param {import("./rules.js").Console} view @returns {string} the action it stands for now */
function meaning(key, view) {
  if (key === "primary") return primaryAction(view);
  if (key === "help") return view.help ? "help-done" : "help";
  if (key === "star") return view.ticket ? "priority" : breakOrBack(view); // no break with somebody at the counter
  return key === "pause" ? breakOrBack(view) : key;
}

/** @param {import("./rules.js").Console} view */
function breakOrBack({ state }) {
  return state === "paused" ? "resume" : "pause";
}

/** @param {string} action @param {import("./rules.js").Console | null} view @param {import("./names.js").Names} names */
function bodyOf(action, view, names) {
  return action === "finish" || action === "next" ? usualResult(view?.ticket ?? null, names) : {};
}

/** @param {HTMLElement} body @param {(action: string) => void} act @param {import("./press.js").Press} press */
function bindMouse(body, act, press) {
  onAction(body, (action, button, event) => {
    if (event.detail > 0) button.blur(); // by mouse or finger: Enter goes on meaning the next step
    act(action);
  });
  body.addEventListener("click", (event) => {
    const { callAgain, resumeTicket, printSlip } = pressedRow(event);
    if (callAgain) press({ action: "call", body: { ticket: Number(callAgain) } });
    if (resumeTicket) press({ action: "resume-ticket", path: `/tickets/${resumeTicket}/resume` });
    if (printSlip) press({ action: "print-slip", path: `/tickets/${printSlip}/print` });
  });
}

/** @param {MouseEvent} event @returns {DOMStringMap} of the button in a list that was pressed */
function pressedRow(event) {
  const row = /** @type {Element} */ (event.target).closest("[data-call-again], [data-resume-ticket], [data-print-slip]");
  return row instanceof HTMLElement ? row.dataset : {};
}

function rest() {
  return new Promise((over) => setTimeout(over, REST_AFTER_STEP_MS));
}
