/** Signing in at a counter machine: a name, then a PIN; by touch, by keyboard, or on the keypad alone. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { startPairing } from "/static/js/pairing.js";
import { t } from "/static/js/texts.js";
import { bindEnrolment, NOT_ENROLLED, readToken } from "/static/js/token.js";
import { createNames } from "./names.js";
import { createPad } from "./pad.js";

const TRY_AGAIN_MS = 4000;
/** After this long without a key the machine is taken to be left alone. */
const LEFT_ALONE_MS = 60_000;

mount("pin", (body) => {
  const token = () => readToken("counter");
  const asked = createApi({ token });
  const door = createApi({ token, base: "", patient: false });

  /** @param {string} step */
  const go = (step) => {
    body.dataset.step = step;
    for (const part of body.querySelectorAll("[data-for]")) {
      show(part, /** @type {HTMLElement} */ (part).dataset.for === step);
    }
  };
  /** @param {boolean} enrolled */
  const trouble = (enrolled) => {
    setText(byRole("trouble-title"), t(enrolled ? "not_reached" : "not_enrolled"));
    setText(byRole("trouble-detail"), enrolled ? t("trying_again") : "");
    show(byRole("enrol"), !enrolled);
    go("trouble");
    if (enrolled) setTimeout(load, TRY_AGAIN_MS);
    else startPairing("counter", () => location.reload());
  };
  /** @param {unknown} problem @returns {boolean} whether it was that the machine is not enrolled (any more) */
  const wasMachine = (problem) => problem instanceof ApiError && NOT_ENROLLED.has(problem.code);

  const pad = createPad({
    onBack: () => {
      go("names");
      names.focus();
    },
    onPin: async (officer, pin) => {
      try {
        /** @type {{next: string}} */
        const { next } = await door.post("/pin", { username: officer.username, pin });
        location.assign(next);
        return null;
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        if (!wasMachine(problem)) return problem;
        trouble(false);
        return null;
      }
    },
    leftAloneMs: LEFT_ALONE_MS,
  });
  const names = createNames((officer) => {
    go("pin");
    pad.begin(officer);
  });

  const load = async () => {
    if (!token()) return trouble(false);
    try {
      /** @type {import("/static/js/answers.d.ts").Officers} */
      const { items } = await asked.get("/officers");
      names.show(items.filter((person) => person.pin));
      go("names");
      names.focus();
    } catch (problem) {
      trouble(!wasMachine(problem));
    }
  };

  bindEnrolment(/** @type {HTMLFormElement} */ (byRole("enrol-form")), "counter");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (body.dataset.step === "names") names.key(event);
    if (body.dataset.step === "pin") pad.key(event);
  });
  // Coming back by the browser's Back: whoever sits here now chooses anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  load();
});
