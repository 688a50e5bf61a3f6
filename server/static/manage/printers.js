/** The printers: each as it is now, and a test slip with what became of it. */

import { createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { stamp } from "/static/js/stamp.js";
import { language, pick, t } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";

const DOTS_PER_MM = 8;

/**
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {import("/static/js/answers.js").PrinterAt} Printer
 * @typedef {{items: Printer[]}} Printers
 */

mount("admin-printers", (body) => {
  const api = createApi();
  const clock = createClock();
  /** What is pressed while the answer is under way. @type {Set<string>} */
  const asked = new Set();
  /** Only the newest question's answer is drawn. */
  let turn = 0;

  /** @param {Promise<Printers>} answer */
  const draw = async (answer) => {
    const mine = (turn += 1);
    const { items } = await answer;
    if (mine !== turn) return;
    syncList(byRole("printers"), items, ({ id }) => id, () => stamp("printer-template"), (node, printer) =>
      fill(node, printer, clock, asked.has(printer.id)));
    body.dataset.ready = "true";
  };
  const look = () => draw(api.get("/printers")).catch(() => {});

  byRole("printers").addEventListener("click", async (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('[data-role="try"]');
    const id = /** @type {HTMLElement | null} */ (button?.closest("[data-printer]"))?.dataset.printer;
    if (!button || !id || asked.has(id)) return;
    asked.add(id);
    const place = byRole("trial", /** @type {HTMLElement} */ (button.closest("[data-printer]")));
    await api.post(`/printers/${id}/test-slip`).then(
      () => {},
      (error) => {
        place.dataset.state = "failed";
        setText(place, t("trial_refused", { text: `${error.detail} ${error.action}` }));
      },
    );
    asked.delete(id);
    await look();
  });

  const drawClock = () => setText(byRole("clock"), clock.time());
  connectLive({
    namespace: "/admin",
    onSnapshot: (/** @type {import("./admin.js").View} */ view) => {
      clock.sync(view.at);
      showLive(true);
      drawClock();
      look();
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(() => body.dataset.ready && drawClock());
});

/** @param {HTMLElement} node @param {Printer} printer @param {Clock} clock @param {boolean} pressed */
function fill(node, printer, clock, pressed) {
  const { id, name, address, width, state, text, since, waiting, printed_at, heard, trial } = printer;
  const called = name === null ? t("of_centre") : t("of_kiosk", { name });
  node.dataset.printer = id;
  setText(byRole("name", node), called);
  setText(byRole("for", node), ` ${called}`);
  byRole("state", node).dataset.state = state;
  setText(byRole("state", node), t(`printer_${state}`));
  setText(byRole("text", node), pick(text));
  setText(byRole("address", node), address ?? t("no_address"));
  setText(byRole("width", node), t("width", { dots: width, mm: width / DOTS_PER_MM }));
  setText(byRole("since", node), since ? moment(since, clock) : t("not_known"));
  setText(byRole("waiting", node), String(waiting));
  setText(byRole("printed", node), printed_at ? moment(printed_at, clock) : t("never"));
  show(byRole("heard-part", node), heard.length > 0);
  syncList(byRole("heard", node), heard, (said) => said.vi, () => stamp("heard-template"), (line, said) =>
    setText(line, pick(said)));
  show(byRole("trial-part", node), address !== null);
  fillTrial(node, trial, clock, pressed);
}

/** @param {HTMLElement} node @param {Printer["trial"]} trial @param {Clock} clock @param {boolean} pressed */
function fillTrial(node, trial, clock, pressed) {
  const button = /** @type {HTMLButtonElement} */ (byRole("try", node));
  const busy = pressed || trial?.state === "printing" || trial?.state === "asked";
  button.setAttribute("aria-disabled", String(busy));
  if (!trial) return;
  const place = byRole("trial", node);
  place.dataset.state = trial.state;
  setText(place, t("trial_at", { time: clock.time(trial.asked_at), text: pick(trial.text) }));
}

/** @param {string} at @param {Clock} clock */
function moment(at, clock) {
  const day = language() === "vi" ? at.slice(0, 10).split("-").reverse().join("/") : at.slice(0, 10);
  return t("at", { time: clock.time(at), day });
}
