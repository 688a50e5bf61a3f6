/** Paper numbers: rows that somebody copies from the list, brought in all at once or not at all. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { AT_THE_COUNTER, createBringIn } from "/static/js/paper_numbers.js";
import { t } from "/static/js/texts.js";

/** @typedef {{number: string, tickets: {id: number, number: string}[], code: string | null, detail: string | null, action: string | null}} RowResult */
/** What stays as it was in the next row: the list is of one field and one officer for a while. Each has times of their own. */
const KEPT = ["field", "point", "counter", "officer"];

/** DPA007-012, or one number after another. */
const RANGE = /\d\s*[-–,]\s*\d/;

mount("paper", () => {
  const api = createApi();
  const bringIn = createBringIn(api);
  const list = byRole("rows");
  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);

  const add = () => {
    const last = rows().at(-1);
    const row = newRow(last);
    list.append(row);
    name(rows());
    return row;
  };
  add();
  byRole("add").addEventListener("click", () => byRole("number", add()).focus());

  list.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("[data-role=remove]");
    if (!pressed) return;
    pressed.closest("li")?.remove();
    if (rows().length === 0) add();
    name(rows());
    byRole("number", /** @type {HTMLElement} */ (rows().at(-1))).focus();
  });
  list.addEventListener("change", (event) => {
    const ticked = /** @type {HTMLInputElement} */ (event.target);
    const row = ticked.closest("li");
    if (row && ticked.dataset.role === "served") showServed(row);
  });

  let sending = false;
  byRole("form").addEventListener("submit", (event) => {
    event.preventDefault();
    void send(done);
  });
  const call = /** @type {HTMLElement | null} */ (document.querySelector("[data-role=call]"));
  call?.addEventListener("click", () => {
    const [row, ...others] = rows();
    const one = row && others.length === 0 && !box(row).checked && !RANGE.test(input(row, "number").value);
    if (one) void send((items) => callNow(items, Number(call.dataset.counter)));
    else say("one_to_call", {});
  });

  /** @param {(items: RowResult[]) => unknown} then what follows once all of them are in */
  async function send(then) {
    if (sending) return;
    const all = rows();
    const missing = all.filter((row) => !filled(row));
    for (const row of all) wrong(row, missing.includes(row) ? t("missing") : "");
    if (missing.length > 0) return say("not_recorded", { count: missing.length });
    sending = true;
    try {
      /** @type {{recorded: boolean, items: RowResult[]}} */
      const answer = await bringIn(all.map(read));
      if (answer.recorded) await then(answer.items);
      else undone(all, answer.items);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      say("refused", { text: `${problem.detail} ${problem.action}` });
    } finally {
      sending = false;
    }
  }

  /** Whoever stands at the counter is called as if chosen there. @param {RowResult[]} items @param {number} counter */
  async function callNow(items, counter) {
    const ticket = items[0]?.tickets[0];
    if (!ticket) return;
    done(items);
    try {
      await api.post(`/counters/${counter}/call`, { ticket: ticket.id, reason: AT_THE_COUNTER });
      location.assign(`/counter/${counter}`);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      say("not_called", { number: ticket.number, text: `${problem.detail} ${problem.action}` });
    }
  }

  /** @param {RowResult[]} items */
  function done(items) {
    const numbers = items.flatMap((item) => item.tickets.map((ticket) => ticket.number));
    const row = newRow(rows().at(-1));
    list.replaceChildren(row);
    name([row]);
    say("recorded", { count: numbers.length, numbers: numbers.join(", ") });
    byRole("number", row).focus();
  }
});

/** @param {HTMLElement[]} all @param {RowResult[]} items */
function undone(all, items) {
  items.forEach((item, place) => wrong(/** @type {HTMLElement} */ (all[place]), item.code ? `${item.detail} ${item.action}` : ""));
  say("not_recorded", { count: items.filter((item) => item.code).length });
}

/** @param {string} key @param {Record<string, string | number>} values */
function say(key, values) {
  setText(byRole("said"), t(key, values));
}

/** @param {HTMLElement} row @param {string} text empty: nothing is wrong */
function wrong(row, text) {
  const error = byRole("error", row);
  setText(error, text);
  show(error, text !== "");
  byRole("number", row).setAttribute("aria-invalid", String(text !== ""));
}

/** @param {HTMLElement | undefined} last what was typed before @returns {HTMLElement} */
function newRow(last) {
  const template = /** @type {HTMLTemplateElement} */ (byRole("row-template"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const row = byRole("row", copy);
  if (!last) return row;
  for (const role of KEPT.filter((each) => has(row, each))) input(row, role).value = input(last, role).value;
  box(row).checked = box(last).checked;
  showServed(row);
  input(row, "number").value = following(input(last, "number").value);
  return row;
}

/** Whoever was served was at their counter's point. @param {HTMLElement} row */
function showServed(row) {
  show(byRole("served-fields", row), box(row).checked);
  if (has(row, "point-field")) show(byRole("point-field", row), !box(row).checked);
}

/** The number after one, or after a range: DPA007 → DPA008. @param {string} typed */
function following(typed) {
  const found = /^(.*?)(\d+)\s*$/.exec(typed);
  if (!found) return "";
  const letters = /^\D*/.exec(typed)?.[0] ?? "";
  return `${letters.trim().toUpperCase()}${String(Number(found[2]) + 1).padStart(3, "0")}`;
}

/** Each row is told apart by its place. @param {HTMLElement[]} rows */
function name(rows) {
  rows.forEach((row, place) => {
    setText(byRole("row-name", row), t("row", { n: place + 1 }));
    setText(byRole("remove-name", row), ` ${place + 1}`);
  });
}

/** @param {ParentNode} row @param {string} role */
function input(row, role) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (byRole(role, row));
}

/** Only a centre of several points asks for the point. @param {ParentNode} row @param {string} role */
function has(row, role) {
  return row.querySelector(`[data-role=${role}]`) !== null;
}

/** The code of the point that is chosen, empty for the main one; null where none is. @param {HTMLElement} row */
function pointOf(row) {
  const chosen = has(row, "point") ? input(row, "point").value : "own";
  return chosen === "own" ? null : chosen.slice("at:".length);
}

/** @param {ParentNode} row */
function box(row) {
  return /** @type {HTMLInputElement} */ (byRole("served", row));
}

/** @param {HTMLElement} row */
function filled(row) {
  const needed = ["number", "field", "at", ...(box(row).checked ? ["counter", "called", "finished"] : [])];
  return needed.every((role) => input(row, role).value.trim() !== "");
}

/** A row as the API is sent it. @param {HTMLElement} row */
function read(row) {
  const said = (/** @type {string} */ role) => input(row, role).value || null;
  const served = box(row).checked && {
    counter: Number(said("counter")),
    officer: said("officer"),
    called: said("called"),
    finished: said("finished"),
    outcome: said("outcome"),
  };
  const day = /** @type {HTMLInputElement} */ (byRole("day")).value || null;
  return { number: said("number"), field: said("field"), at: said("at"), day, priority: said("priority"), served: served || null, point: pointOf(row) };
}
