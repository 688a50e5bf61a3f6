/** A counter's rating tablet: it begins by itself when a visit has ended there, and goes away by itself. */

import { Visit } from "./visit.js";
import { createApi } from "/static/js/api.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { startPairing } from "/static/js/pairing.js";
import { Rating } from "/static/js/rating.js";
import { followSettings } from "/static/js/settings_version.js";
import { goTo, step } from "/static/js/steps.js";
import { onLanguage, pick, setLanguage, t } from "/static/js/texts.js";
import { bindEnrolment, NOT_ENROLLED, readToken } from "/static/js/token.js";

/**
 * @typedef {{ticket: number, left_ms: number, rated: boolean}} Asked
 * @typedef {{seq: number, settings: number, on: boolean, counter: number | null, name: string, visit: Asked | null}} Snapshot
 */

mount("rating", (body) => {
  const token = () => readToken("rating");
  const api = createApi({ token });
  const { names } = JSON.parse(byRole("centre-data").textContent ?? "{}");
  let counter = /** @type {number | null} */ (null);
  bindEnrolment(/** @type {HTMLFormElement} */ (byRole("enrol-form")), "rating");
  bindLanguages(names);
  if (!token()) return askToBePaired();

  /** @param {string} wanted */
  const go = (wanted) => {
    if (wanted === "idle" || wanted === "ask") setLanguage("vi"); // whoever comes next begins anew
    if (step() !== wanted) goTo(wanted);
  };
  const visit = new Visit(go, () => rating);
  const rating = new Rating((ballot) => api.post("/ratings", { ...ballot, counter, ticket: visit.ticket }), {
    done: () => visit.thanked(),
    refused: () => visit.refused(),
  });
  const meetSettings = followSettings(() => step() !== "ask");
  body.addEventListener("pointerdown", () => visit.touched());

  connectLive({
    namespace: "/rating",
    auth: () => ({ token: token() }),
    onSnapshot: (/** @type {Snapshot} */ told) => {
      counter = told.counter;
      setText(byRole("counter"), told.name || "\u00a0");
      meetSettings(told.settings);
      visit.hear(told);
    },
    onStale: (stale) => visit.offline(stale),
    onRefused: ({ code }) => (NOT_ENROLLED.has(code) ? askToBePaired() : visit.offline(true)),
  });
});

/** @param {import("/static/js/texts.js").Both} names of the centre */
function bindLanguages(names) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-language]"))) {
    button.hidden = false;
    button.addEventListener("click", () => setLanguage(button.dataset.language ?? "vi"));
  }
  onLanguage(() => {
    document.title = `${t("tablet_title")} · ${t("tablet_product")}`;
    setText(byRole("centre"), pick(names));
  });
  document.addEventListener("contextmenu", (event) => event.preventDefault());
}

/** A tablet without a token shows six digits until the manager has confirmed them. */
function askToBePaired() {
  goTo("enrol");
  startPairing("rating", () => location.reload());
}
