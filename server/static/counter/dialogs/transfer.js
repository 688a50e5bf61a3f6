/** Where to: another field, or an open counter. */

import { chosen, fillChoices } from "/static/js/choices.js";
import { counterName } from "/static/js/counter_name.js";
import { byRole, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** @typedef {{hall: string, point: string}} Hall `point` is its name where people would have to go to another one */
/** @typedef {import("/static/js/answers.d.ts").BoardCounter & {point: string}} Place a counter, as the board knows it */

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function transferDialog({ api, names, view }) {
  const fields = (/** @type {HTMLFormElement} */ form) => {
    const { field: own, for_counter: kept } = view()?.ticket ?? {};
    const fit = names.fields().filter((code) => code !== own || typeof kept === "number"); // kept for one counter, it is freed so
    fillChoices(byRole("to-field", form), "field", fit.map((code) => ({ value: code, title: names.field(code) })));
  };
  const counters = async (/** @type {HTMLFormElement} */ form) => {
    const all = (await Promise.all(halls().map((hall) => placesOf(api, hall)))).flat();
    const open = all.filter((place) => place.state !== "closed" && place.n !== view()?.n);
    fillChoices(byRole("to-counter", form), "counter", open.map((place) => asChoice(place, names)));
    show(byRole("no-counter", form), open.length === 0);
    showSide(form);
  };
  return {
    bind: (form) => form.addEventListener("change", () => showSide(form)),
    ask: (form) => {
      fields(form);
      byRole("to-counter", form).replaceChildren();
      counters(form).catch(() => {}); // a field can be chosen all the same
      showSide(form);
    },
    answer: (form) => ({ action: "transfer", body: bodyOf(form) }),
  };
}

/** The halls of a centre that receives in several places; elsewhere the one that is shown. @returns {Hall[]} */
function halls() {
  const said = document.querySelector('[data-role="halls"]')?.textContent;
  return said ? JSON.parse(said) : [{ hall: "", point: "" }];
}

/** @param {import("/static/js/api.js").Api} api @param {Hall} hall @returns {Promise<Place[]>} */
async function placesOf(api, { hall, point }) {
  /** @type {import("/static/js/answers.d.ts").Board} */
  const { counters } = await api.get(hall ? `/board?hall=${encodeURIComponent(hall)}` : "/board");
  return counters.map((counter) => ({ ...counter, point }));
}

/** @param {Place} place @param {import("../names.js").Names} names */
function asChoice({ n, name, state, fields, point }, names) {
  const paused = state === "paused" ? ` (${t("state_paused")})` : "";
  const elsewhere = point ? [t("sent_to", { point })] : [];
  const detail = [...elsewhere, ...fields.map(names.field)].join(" · ");
  return { value: String(n), title: counterName({ n, name }) + paused, detail, sign: n < 11 ? String(n % 10) : "" };
}

/** @param {HTMLFormElement} form */
function showSide(form) {
  const side = chosen(form, "side");
  const confirm = /** @type {HTMLButtonElement} */ (form.querySelector("[data-confirm]"));
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-side]"))) {
    show(part, part.dataset.side === side);
  }
  confirm.disabled = chosen(form, side) === "";
}

/** @param {HTMLFormElement} form */
function bodyOf(form) {
  const note = chosen(form, "note").trim() || null;
  const to = chosen(form, "side") === "field" ? { field: chosen(form, "field") } : { counter: Number(chosen(form, "counter")) };
  return note ? { ...to, note } : to;
}
