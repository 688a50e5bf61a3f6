/** The history of the settings: who set what, when, and the way back. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, el, onAction, setText, show, syncList } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { createSaid } from "/static/manage/said.js";
import { followLine } from "../line.js";
import { showLines } from "./lines.js";
import { createStore } from "./store.js";
import { createTakingBack } from "./taking_back.js";
import { changeLines } from "./words.js";

/**
 * @typedef {import("/static/js/answers.d.ts").SettingChange & {before: any, after: any}} Change
 * @typedef {import("./forms.d.ts").Line} Line
 * @typedef {{change: Change, lines: Line[], title: string, over: Change | undefined}} Told
 */

const AT_ONCE = 100;

mount("settings-history", (body) => {
  const api = createApi();
  /** @type {import("./forms.d.ts").Forms} */
  const forms = JSON.parse(byRole("forms").textContent ?? "{}");
  const said = createSaid();
  const store = createStore(api, forms);
  /** @type {Change[]} newest first */
  let changes = [];
  let asked = -1;
  const clock = followLine(({ settings }) => settings > asked && load());
  const chosen = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (document.getElementById(id)).value;
  const draw = () => {
    const [part, who] = [chosen("field-part"), chosen("field-who")];
    const shown = changes.filter((change) => (!part || change.part === part) && (!who || change.actor === who));
    const tell = (/** @type {Change} */ change) => told(change, changes, { forms, store });
    syncList(byRole("list"), shown.map(tell), ({ change }) => String(change.seq), () => stamp("change-template"), (row, one) =>
      fill(row, one, clock),
    );
    show(byRole("list"), shown.length > 0);
    show(byRole("none"), shown.length === 0);
  };
  const ask = async (/** @type {number | null} */ before) => {
    /** @type {{items: Change[]}} */
    const { items } = await api.get(`/settings/history?limit=${AT_ONCE}${before === null ? "" : `&before=${before}`}`);
    show(byRole("more"), items.length === AT_ONCE);
    return items;
  };
  const guarded = async (/** @type {() => Promise<void>} */ act) => {
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      said.problem(problem);
    }
  };
  const load = () =>
    guarded(async () => {
      await store.load();
      asked = store.version();
      changes = await ask(null);
      people(changes);
      draw();
      body.dataset.drawn = "true";
    });
  const takingBack = createTakingBack({ store, said, reload: load });
  byRole("more").addEventListener("click", () =>
    guarded(async () => {
      changes = [...changes, ...(await ask(changes.at(-1)?.seq ?? null))];
      people(changes);
      draw();
    }),
  );
  for (const id of ["field-part", "field-who"]) document.getElementById(id)?.addEventListener("change", draw);
  onAction(byRole("list"), (action, pressed) => {
    const seq = Number(/** @type {HTMLElement} */ (pressed.closest("li[data-key]")).dataset.key);
    const change = changes.find((each) => each.seq === seq);
    if (action === "take-back" && change) takingBack.ask(seq, told(change, changes, { forms, store }).lines);
  });
  followAsked();
  load();
});

/** The part that the address names: `#fields`. */
function followAsked() {
  const list = /** @type {HTMLSelectElement} */ (document.getElementById("field-part"));
  const wanted = location.hash.slice(1);
  if ([...list.options].some(({ value }) => value === wanted)) list.value = wanted;
}

/** Everybody who changed something can be chosen. @param {Change[]} changes */
function people(changes) {
  const list = /** @type {HTMLSelectElement} */ (document.getElementById("field-who"));
  for (const { actor, who } of changes) {
    if (![...list.options].some((option) => option.value === actor)) list.append(el("option", { value: actor, text: whoOf(who) }));
  }
}

/** @param {string} who */
function whoOf(who) {
  return who === "system" ? t("system") : who;
}

/**
 * A change in words, with the latest one that stands on it.
 * @param {Change} change @param {Change[]} changes
 * @param {{forms: import("./forms.d.ts").Forms, store: import("./store.js").Store}} of @returns {Told}
 */
function told(change, changes, { forms, store }) {
  const form = change.part === null ? undefined : forms[change.part];
  if (!form) return { change, lines: [], title: change.part ?? t("began"), over: undefined };
  const stands = (/** @type {Change} */ { seq, part, key }) => seq > change.seq && part === change.part && (key === null || change.key === null || key === change.key);
  return { change, title: pick(form.title), lines: changeLines(form, change, store.settings()), over: changes.find(stands) };
}

/** @param {HTMLElement} row @param {Told} told @param {import("/static/js/clock.js").Clock} clock */
function fill(row, { change, lines, title, over }, clock) {
  const at = (/** @type {string} */ moment) => clock.stamp(Date.parse(moment));
  setText(byRole("title", row), title);
  setText(byRole("about", row), t("by_at", { who: whoOf(change.who), at: at(change.at) }));
  showLines(byRole("lines", row), lines);
  show(byRole("taken-back", row), change.taken_back);
  show(byRole("takes-back", row), change.takes_back !== null);
  const possible = change.part !== null && !change.taken_back;
  show(byRole("take-back", row), possible && over === undefined);
  show(byRole("over", row), possible && over !== undefined);
  if (over) setText(byRole("over", row), t("stands_on_it", { who: whoOf(over.who), at: at(over.at) }));
}
