/** Kiosks that call a helper, wherever somebody can go: named, said once to screen readers, answered by one press. */

import { byRole, setText, show, syncList } from "./dom.js";
import { stamp } from "./stamp.js";
import { t } from "./texts.js";

/** @typedef {import("./answers.d.ts").KioskHelp} KioskHelp */

/**
 * @param {import("./api.js").Api} api
 * @param {(error: import("./api.js").ApiError) => void} [onProblem]
 * @returns {(calls: KioskHelp[]) => void} shows those to whom nobody is going yet
 */
export function createKioskHelp(api, onProblem = () => {}) {
  const section = byRole("kiosk-help");
  /** Who has been announced: kiosk and time of the call. @type {Set<string>} */
  const announced = new Set();

  const showCalls = (/** @type {KioskHelp[]} */ calls) => {
    const open = calls.filter(({ coming }) => !coming);
    show(section, open.length > 0);
    syncList(byRole("kiosk-help-list"), open, ({ device }) => String(device), () => stamp("kiosk-help-template"), fill);
    const fresh = open.filter(({ device, at }) => !announced.has(`${device} ${at}`));
    announced.clear();
    for (const { device, at } of open) announced.add(`${device} ${at}`);
    if (open.length === 0) setText(byRole("kiosk-help-said"), "");
    if (fresh.length > 0) setText(byRole("kiosk-help-said"), fresh.map(wanted).join(" "));
  };

  section.addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const device = /** @type {HTMLElement | null} */ (button?.closest("[data-kiosk]"))?.dataset.kiosk;
    if (!button || !device) return;
    if (event.detail > 0) button.blur(); // by mouse or finger: Enter goes on meaning what it did
    /** @type {Promise<{items: KioskHelp[]}>} */
    const answer = api.post(`/kiosks/${device}/help-done`);
    await answer.then(({ items }) => showCalls(items), onProblem);
  });
  return showCalls;
}

/** @param {HTMLElement} row @param {KioskHelp} call */
function fill(row, call) {
  row.dataset.kiosk = String(call.device);
  setText(byRole("kiosk-help-text", row), wanted(call));
  setText(byRole("kiosk-help-for", row), ` ${call.name}`);
}

/** @param {KioskHelp} call */
function wanted({ name }) {
  return t("kiosk_wants_helper", { kiosk: name });
}
