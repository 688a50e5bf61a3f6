/** Vietnam's holidays to tick: each becomes a day on which the centre is closed. */

import { ApiError } from "/static/js/api.js";
import { byRole, el } from "/static/js/dom.js";
import { pick, t } from "/static/js/texts.js";
import { weekdayAndDate } from "./days_ahead.js";
import { linesText } from "./lines.js";
import { entriesOf, keyOf } from "./words.js";

/**
 * @typedef {import("/static/js/answers.d.ts").Holiday} Holiday
 * @typedef {{holiday: Holiday, box: HTMLInputElement}} Offer
 */

/**
 * @param {import("./part.js").Tools} tools @param {import("/static/js/api.js").Api} api @param {() => void} redraw
 * @returns {{draw: () => void, ticked: () => boolean}} `ticked`: some were, and are not added yet
 */
export function createHolidays(tools, api, redraw) {
  const { store, said } = tools;
  const root = /** @type {HTMLDetailsElement} */ (byRole("holidays"));
  const offers = createOffers(store);
  /** The list as it is set, and the chosen days. */
  const whole = () => [...entriesOf(store.settings(), "exceptions"), ...offers.chosen().map(closedDay)];
  const foretell = () => tools.ahead.show(whole());
  const add = async () => {
    const count = offers.chosen().length;
    if (count === 0) return said.problem({ code: "", detail: t("holidays_none"), action: t("holidays_none_action") });
    await store.send("PUT", "/settings/exceptions", whole());
    redraw();
    said.done(t("holidays_added", { count }));
  };
  const guarded = createGuard(tools, redraw);
  root.addEventListener("toggle", () => root.open && !offers.known() && guarded(() => offers.load(api)));
  byRole("holidays-list").addEventListener("input", foretell);
  byRole("holidays-all").addEventListener("click", () => {
    offers.tickAll();
    foretell();
  });
  byRole("holidays-form").addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(add);
  });
  const draw = () => {
    offers.draw();
    if (offers.chosen().length > 0) foretell();
  };
  return { draw, ticked: () => offers.chosen().length > 0 };
}

/** @param {Holiday} holiday */
function closedDay({ date, reason }) {
  return { date, ...reason, sessions: [] };
}

/** The holidays that can be ticked; what was ticked stays so when they are drawn anew. @param {import("./store.js").Store} store */
export function createOffers(store) {
  /** @type {Offer[]} */
  let offers = [];
  /** @type {Holiday[] | null} asked for once */
  let known = null;
  const chosen = () => offers.filter(({ box }) => box.checked && !box.disabled).map(({ holiday }) => holiday);
  const draw = () => {
    const set = new Set(entriesOf(store.settings(), "exceptions").map(keyOf));
    const ticked = new Set(chosen().map(({ date }) => date));
    const coming = (known ?? []).filter(({ date }) => date >= (document.body.dataset.today ?? ""));
    const made = coming.map((holiday) => offerOf(holiday, set.has(holiday.date), ticked.has(holiday.date)));
    offers = made.map(({ holiday, box }) => ({ holiday, box }));
    byRole("holidays-list").replaceChildren(...made.map(({ node }) => node));
  };
  return {
    chosen,
    draw,
    known: () => known !== null,
    tickAll: () => offers.forEach(({ box }) => (box.checked = true)),
    /** @param {import("/static/js/api.js").Api} api */
    async load(api) {
      /** @type {{items: Holiday[]}} */
      const { items } = await api.get("/settings/holidays");
      known = items;
      draw();
    },
  };
}

/** @param {import("./part.js").Tools} tools @param {() => void} moved after somebody else's change was asked for */
function createGuard({ store, said }, moved) {
  return async (/** @type {() => Promise<unknown>} */ act) => {
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.code !== "settings_moved") return said.problem(problem);
      const others = await store.catchUp();
      moved();
      said.problem({ code: "", detail: t("moved", { lines: linesText(others) }), action: t("moved_action") });
    }
  };
}

/** @param {Holiday} holiday @param {boolean} isSet whether its date is an exception already @param {boolean} isTicked */
function offerOf(holiday, isSet, isTicked) {
  const { date, names } = holiday;
  const box = /** @type {HTMLInputElement} */ (
    el("input", { class: "choice-input", type: "checkbox", value: date, checked: isSet || isTicked, disabled: isSet })
  );
  const text = `${weekdayAndDate(date)} – ${pick(names)}${isSet ? ` (${t("holiday_set")})` : ""}`;
  return { holiday, box, node: el("label", { class: "choice" }, box, el("span", { class: "choice-text", text })) };
}
