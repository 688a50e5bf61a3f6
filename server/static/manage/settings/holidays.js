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

/** @param {import("./part.js").Tools} tools @param {import("/static/js/api.js").Api} api @param {() => void} redraw */
export function createHolidays({ store, said }, api, redraw) {
  const root = /** @type {HTMLDetailsElement} */ (byRole("holidays"));
  /** @type {Offer[]} */
  let offers = [];
  /** @type {Holiday[] | null} asked for once */
  let known = null;
  const there = () => new Set(entriesOf(store.settings(), "exceptions").map(keyOf));
  const draw = () => {
    const set = there();
    const coming = (known ?? []).filter(({ date }) => date >= (document.body.dataset.today ?? ""));
    const made = coming.map((holiday) => offerOf(holiday, set.has(holiday.date)));
    offers = made.map(({ holiday, box }) => ({ holiday, box }));
    byRole("holidays-list").replaceChildren(...made.map(({ node }) => node));
  };
  const load = async () => {
    /** @type {{items: Holiday[]}} */
    const { items } = await api.get("/settings/holidays");
    known = items;
    draw();
  };
  const add = async () => {
    const chosen = offers.filter(({ box }) => box.checked && !box.disabled).map(({ holiday }) => holiday);
    if (chosen.length === 0) return said.problem({ code: "", detail: t("holidays_none"), action: t("holidays_none_action") });
    const days = chosen.map(({ date, reason }) => ({ date, ...reason, sessions: [] }));
    await store.send("PUT", "/settings/exceptions", [...entriesOf(store.settings(), "exceptions"), ...days]);
    redraw();
    said.done(t("holidays_added", { count: days.length }));
  };
  /** @param {() => Promise<unknown>} act */
  const guarded = async (act) => {
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.code !== "settings_moved") return said.problem(problem);
      const others = await store.catchUp();
      redraw();
      said.problem({ code: "", detail: t("moved", { lines: linesText(others) }), action: t("moved_action") });
    }
  };
  root.addEventListener("toggle", () => root.open && known === null && guarded(load));
  byRole("holidays-all").addEventListener("click", () => {
    for (const { box } of offers) box.checked = true;
  });
  byRole("holidays-form").addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(add);
  });
  return { draw };
}

/** @param {Holiday} holiday @param {boolean} isSet whether its date is an exception already */
function offerOf(holiday, isSet) {
  const { date, names } = holiday;
  const box = /** @type {HTMLInputElement} */ (
    el("input", { class: "choice-input", type: "checkbox", value: date, checked: isSet, disabled: isSet })
  );
  const text = `${weekdayAndDate(date)} – ${pick(names)}${isSet ? ` (${t("holiday_set")})` : ""}`;
  return { holiday, box, node: el("label", { class: "choice" }, box, el("span", { class: "choice-text", text })) };
}
