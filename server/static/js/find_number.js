/** Finding a number again and printing its slip: on the manager's page, at the counter, on a helper's tablet. */

import { ApiError, newKey } from "./api.js";
import { counterName } from "./counter_name.js";
import { byRole, setText, show } from "./dom.js";
import { drawLife } from "./life.js";
import { stamp } from "./stamp.js";
import { t } from "./texts.js";

/** @typedef {import("./answers.d.ts").FoundTicket} Found */

/**
 * @param {import("./api.js").Api} api
 * @param {HTMLElement} root what holds the inputs and the list
 */
export function createFinder(api, root) {
  let asked = 0;
  const say = (/** @type {string} */ text) => setText(byRole("find-status", root), text);
  const draw = (/** @type {Found[]} */ items) => {
    byRole("find-list", root).replaceChildren(...items.map((found) => row(found, root, { again, look })));
  };
  const tell = (/** @type {unknown} */ problem) => {
    if (!(problem instanceof ApiError)) throw problem;
    say(`${problem.detail} ${problem.action}`);
  };
  const search = async () => {
    const mine = ++asked;
    say(t("found_looking"));
    try {
      /** @type {import("./answers.d.ts").FoundTickets} */
      const { items } = await api.get(`/tickets?${queryOf(root)}`);
      if (mine !== asked) return; // a later question is under way
      draw(items);
      say(items.length ? t("found_some", { count: items.length }) : nothingFound(root));
    } catch (problem) {
      if (mine === asked) tell(problem);
    }
  };
  /** @param {Found} found @param {HTMLButtonElement} button */
  const again = async ({ id, number }, button) => {
    button.disabled = true;
    try {
      await api.post(`/tickets/${id}/print`, {}, { key: newKey() });
      say(t("found_printing", { number }));
    } catch (problem) {
      tell(problem);
    } finally {
      button.disabled = false;
    }
  };
  /** @param {Found} found @param {HTMLElement} list */
  const look = async ({ id, number }, list) => {
    try {
      /** @type {import("./answers.d.ts").Life} */
      const life = await api.get(`/tickets/${id}/life`);
      drawLife(list, life);
      say(life.packed ? t("found_packed") : t("found_steps", { number, count: life.items.length }));
    } catch (problem) {
      tell(problem);
    }
  };
  const clear = () => {
    asked += 1;
    draw([]);
    say("");
  };
  return { search, clear };
}

/** A form of its own. @param {import("./api.js").Api} api */
export function bindFindForm(api) {
  const form = byRole("find-form");
  const finder = createFinder(api, /** @type {HTMLElement} */ (form.parentElement));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void finder.search();
  });
}

/** The day that is asked for, where it is not today. @param {HTMLElement} root */
function otherDay(root) {
  const input = /** @type {HTMLInputElement | null} */ (root.querySelector('[name="find-day"]'));
  return input && input.value !== input.max ? input.value : "";
}

/** @param {HTMLElement} root */
function nothingFound(root) {
  const day = otherDay(root);
  return day ? t("found_none_day", { day: spelled(day) }) : t("found_none");
}

/** A day as people write it. @param {string} day */
function spelled(day) {
  return day.split("-").reverse().join("/");
}

/** What is remembered, of today or of the one day that is chosen. @param {HTMLElement} root */
function queryOf(root) {
  const query = new URLSearchParams({ day: otherDay(root) || "today" });
  for (const name of ["number", "field", "at"]) {
    const value = /** @type {HTMLInputElement | HTMLSelectElement} */ (root.querySelector(`[name="find-${name}"]`)).value.trim();
    if (value) query.set(name, value);
  }
  return query;
}

/**
 * @typedef {object} Acts what can be done with a found number
 * @property {(found: Found, button: HTMLButtonElement) => void} again print its slip
 * @property {(found: Found, list: HTMLElement) => Promise<void>} look show its steps
 */

/** @param {Found} found @param {HTMLElement} root @param {Acts} acts */
function row(found, root, { again, look }) {
  const node = stamp("find-template");
  setText(byRole("found-number", node), found.number);
  const state = byRole("found-state", node);
  state.dataset.state = found.state;
  setText(state, t(`found_${found.state}`));
  setText(byRole("found-where", node), whereIs(found));
  setText(byRole("found-when", node), whenTaken(found, root));
  for (const name of node.querySelectorAll('[data-role="found-of"]')) setText(name, ` ${found.number}`);
  const button = /** @type {HTMLButtonElement} */ (byRole("found-again", node));
  button.addEventListener("click", () => again(found, button));
  show(button, otherDay(root) === "" && ["waiting", "called", "serving", "parked", "no_show"].includes(found.state));
  bindLife(found, node, look);
  return node;
}

/** Its steps: on a page of their own, or below it, as new as the last touch. @param {Found} found @param {HTMLElement} node @param {Acts["look"]} look */
function bindLife(found, node, look) {
  const page = /** @type {HTMLAnchorElement | null} */ (node.querySelector('[data-role="found-page"]'));
  if (page) {
    page.href = `/admin/visits/${found.id}`;
    return;
  }
  const [button, list] = [byRole("found-life", node), byRole("found-steps", node)];
  button.addEventListener("click", async () => {
    const opens = button.getAttribute("aria-expanded") !== "true";
    if (opens) await look(found, list);
    const shown = opens && list.hasChildNodes();
    button.setAttribute("aria-expanded", String(shown));
    show(list, shown);
    if (!shown) list.replaceChildren();
    else node.scrollIntoView({ block: "start" });
  });
}

/** @param {Found} found */
function whereIs({ state, ahead, counter, counter_name: name }) {
  if (state === "waiting") return t("found_ahead", { count: ahead });
  return counter === null ? "" : counterName({ n: counter, name: name ?? `Quầy ${counter}` });
}

/** @param {Found} found @param {HTMLElement} root */
function whenTaken({ field, issued_at: at }, root) {
  const named = root.querySelector(`[name="find-field"] option[value="${CSS.escape(field)}"]`);
  const said = { field: named?.textContent ?? field, time: at.slice(11, 16) };
  return otherDay(root) ? t("found_when_day", { ...said, day: spelled(at.slice(0, 10)) }) : t("found_when", said);
}
