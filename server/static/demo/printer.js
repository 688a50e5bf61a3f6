/** The virtual printer: slips come out as paper, and it can be made to fail. */

import { createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole, el, setText, show, syncList } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

const POLL_MS = 1000;
const SHOWN = 12;

/**
 * @typedef {{id: number, at: string, png: string, number: string}} Slip
 * @typedef {{state: string, fault?: string, slips: Slip[]}} Printer
 */

mount("printer", () => {
  const api = createApi({ base: "/demo/printer" });
  const clock = createClock();

  /** @param {Printer} printer */
  const draw = ({ state, fault, slips }) => {
    const badge = byRole("printer-state");
    badge.dataset.state = state;
    setText(badge, t(`state_${state}`));
    if (fault) press(fault);
    show(byRole("no-slips"), slips.length === 0);
    syncList(byRole("slips"), slips.slice(0, SHOWN), (slip) => String(slip.id), (slip) => paper(slip, clock), () => {});
  };
  /** @returns {Promise<Printer>} */
  const question = () => api.get("/slips");
  const ask = async () => {
    const answer = await question().catch(() => null);
    show(byRole("stale"), answer === null);
    if (answer) draw(answer);
    setTimeout(ask, POLL_MS);
  };
  byRole("faults").addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-fault]");
    if (button instanceof HTMLElement) choose(api, button.dataset.fault ?? "none");
  });
  press("none");
  ask();
});

/** @param {import("/static/js/api.js").Api} api @param {string} fault */
async function choose(api, fault) {
  await api.post("/fault", { fault }).then(
    () => press(fault),
    () => show(byRole("stale")),
  );
}

/** @param {string} fault the button that shows as pressed */
function press(fault) {
  for (const button of document.querySelectorAll("[data-fault]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.fault === fault));
  }
}

/** @param {Slip} slip @param {import("/static/js/clock.js").Clock} clock */
function paper({ at, png, number }, clock) {
  clock.sync(at);
  return el("li", { class: "slip" }, el("img", { src: png, alt: t("slip_of", { number, time: clock.time(at) }) }));
}
