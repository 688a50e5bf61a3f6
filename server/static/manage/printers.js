/** The printers: each as it is now, and a test slip with what became of it. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { createLoaded } from "./loaded.js";
import { moment } from "./moment.js";

const EVERY_MS = 1000;
const DOTS_PER_MM = 8;

/**
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {import("/static/js/answers.js").PrinterAt} Printer
 * @typedef {{items: Printer[]}} Printers
 */

mount("admin-printers", () => {
  const api = createApi();
  const clock = createClock();
  /** What is pressed while the answer is under way. @type {Set<string>} */
  const asked = new Set();
  /** What the server said no to, in its words, until the printer is tried again. @type {Map<string, string>} */
  const refused = new Map();
  /** Only the newest question's answer is drawn. */
  let turn = 0;

  const ask = async () => {
    const mine = (turn += 1);
    /** @type {Printers} */
    const { items } = await api.get("/printers");
    if (mine !== turn) return;
    syncList(byRole("printers"), items, ({ id }) => id, () => stamp("printer-template"), (node, printer) => {
      fill(node, printer, clock);
      fillTrial(node, printer.trial, clock, { pressed: asked.has(printer.id), no: refused.get(printer.id) });
    });
  };
  const loaded = createLoaded(ask, { versionOf: (view) => view, everyMs: EVERY_MS, clock });

  byRole("printers").addEventListener("click", async (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('[data-role="try"]');
    const id = /** @type {HTMLElement | null} */ (button?.closest("[data-printer]"))?.dataset.printer;
    if (!id || asked.has(id)) return;
    asked.add(id);
    refused.delete(id);
    try {
      await api.post(`/printers/${id}/test-slip`);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      refused.set(id, `${problem.detail} ${problem.action}`);
    } finally {
      asked.delete(id);
    }
    await loaded.load();
  });
  loaded.begin();
});

/** @param {HTMLElement} node @param {Printer} printer @param {Clock} clock */
function fill(node, printer, clock) {
  const { id, name, address, width, state, text, since, waiting, printed_at, heard } = printer;
  const called = name === null ? t("of_centre") : t("of_kiosk", { name });
  node.dataset.printer = id;
  setText(byRole("name", node), called);
  setText(byRole("for", node), ` ${called}`);
  byRole("state", node).dataset.state = state;
  setText(byRole("state", node), t(`printer_${state}`));
  setText(byRole("text", node), pick(text));
  setText(byRole("address", node), address ?? t("no_address"));
  setText(byRole("width", node), t("width", { dots: width, mm: width / DOTS_PER_MM }));
  show(byRole("since-part", node), since !== null);
  setText(byRole("since", node), since ? moment(since, clock) : "");
  setText(byRole("waiting", node), String(waiting));
  setText(byRole("printed", node), printed_at ? moment(printed_at, clock) : t("never"));
  show(byRole("heard-part", node), heard.length > 0);
  syncList(byRole("heard", node), heard, (said) => said.vi, () => stamp("heard-template"), (line, said) =>
    setText(line, pick(said)));
  show(byRole("trial-part", node), address !== null);
  show(byRole("set-part", node), address === null && name === null);
}

/**
 * @param {HTMLElement} node @param {Printer["trial"]} trial @param {Clock} clock
 * @param {{pressed: boolean, no: string | undefined}} here what this page has asked, and what the server said no to
 */
function fillTrial(node, trial, clock, { pressed, no }) {
  const button = /** @type {HTMLButtonElement} */ (byRole("try", node));
  const busy = pressed || trial?.state === "printing" || trial?.state === "asked";
  button.setAttribute("aria-disabled", String(busy));
  const place = byRole("trial", node);
  if (no !== undefined) {
    place.dataset.state = "failed";
    setText(place, t("trial_refused", { text: no }));
  } else if (trial) {
    place.dataset.state = trial.state;
    setText(place, t("trial_at", { time: clock.time(trial.asked_at), text: pick(trial.text) }));
  }
}
