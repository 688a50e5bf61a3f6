/** The counter console: one key for the next step, everything shown from the newest state. */

import { createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, onAction, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { listenToKeys } from "./keys.js";
import { createNames } from "./names.js";
import { clearNotice, showProblem, showRetrying } from "./notice.js";
import { createPress } from "./press.js";
import { allowedActions, footprint, primaryAction } from "./rules.js";
import { createScreen } from "./screen.js";
import { watchCounter } from "./watch.js";

/** A double tap on Enter that ends one visit must not call the next person. */
const REST_AFTER_FINISH_MS = 300;

mount("counter", (body) => {
  const counter = Number(body.dataset.n);
  const api = createApi();
  const clock = createClock();
  const screen = createScreen({ clock, names: createNames(api, () => screen.draw()) });
  const drawClock = () => setText(byRole("clock"), screen.view() ? clock.time() : "--:--");
  const onState = (/** @type {import("./rules.js").Console} */ state) => {
    screen.take(state);
    drawClock();
  };
  const watch = watchCounter({ api, counter, onState });

  const press = createPress({
    api,
    counter,
    footprint: () => footprint(screen.view()),
    onBusy: (action) => {
      if (action !== null) clearNotice();
      screen.setBusy(action);
    },
    onDone: (answer) => {
      clearNotice();
      screen.apply(answer);
      watch.afterAction();
      return answer.state === "finished" ? rest() : undefined;
    },
    onProblem: (problem) => {
      showProblem(problem);
      if (problem.code !== "unreachable") watch.ask();
    },
    onRetry: showRetrying,
  });

  bindMouse(body, press);
  listenToKeys((key) => {
    const view = screen.view();
    if (view === null) return;
    const action = meaning(key, view);
    if (allowedActions(view).has(action)) press(action);
  });
  everySecond(drawClock);
});

/** @param {string} key @param {import("./rules.js").Console} view @returns {string} the action it stands for now */
function meaning(key, view) {
  if (key === "primary") return primaryAction(view);
  return key === "pause" && view.state === "paused" ? "resume" : key;
}

/** @param {HTMLElement} body @param {ReturnType<typeof createPress>} press */
function bindMouse(body, press) {
  onAction(body, (action, button, event) => {
    if (event.detail > 0) button.blur(); // by mouse or finger: Enter goes on meaning the next step
    press(action);
  });
  body.addEventListener("click", (event) => {
    const again = /** @type {Element} */ (event.target).closest("[data-call-again]");
    if (again instanceof HTMLElement) press("call", Number(again.dataset.callAgain));
  });
}

function rest() {
  return new Promise((over) => setTimeout(over, REST_AFTER_FINISH_MS));
}
