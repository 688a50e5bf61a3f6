/** A number of a pad whose person stands at the counter: brought in and called in one step. */

import { ApiError } from "/static/js/api.js";
import { byRole, el, setText, show } from "/static/js/dom.js";
import { AT_THE_COUNTER, createBringIn } from "/static/js/paper_numbers.js";

/** A number of a pad that was printed beforehand: DPA007. */
const ON_PAPER = /^\s*d[a-z\s.-]{2,}\d+\s*$/i;

/** @typedef {{recorded: boolean, items: {tickets: {id: number}[], detail: string | null, action: string | null}[]}} BroughtIn */

/**
 * Offered where nobody is found by what was typed.
 * @param {HTMLFormElement} form @param {string} typed @param {boolean} nobody
 * @param {import("../dialogs.js").DialogTools} tools
 */
export function offerPaper(form, typed, nobody, { clock, names, view }) {
  const place = byRole("not-brought-in", form);
  const offered = nobody && ON_PAPER.test(typed);
  if (offered && place.hidden) {
    const now = view();
    const served = now ? [...now.fields, ...now.helps] : [];
    byRole("paper-field", form).replaceChildren(...served.map((code) => el("option", { value: code, text: names.field(code) })));
    input(form, "paper-at").value = clock.time();
  }
  wrong(form, "");
  show(place, offered);
}

/**
 * Once it is in the queue it is called as if it had been chosen there.
 * @param {HTMLFormElement} form @param {() => string} typed @param {import("../dialogs.js").DialogTools} tools
 */
export function bindPaper(form, typed, { api }) {
  const send = createBringIn(api);
  const button = /** @type {HTMLButtonElement} */ (byRole("bring-in", form));
  const bringIn = async () => {
    const row = { number: typed(), field: input(form, "paper-field").value, at: input(form, "paper-at").value };
    /** @type {BroughtIn} */
    const answer = await send([row]);
    const [item] = answer.items;
    const ticket = item?.tickets[0]?.id;
    if (ticket === undefined) return wrong(form, `${item?.detail ?? ""} ${item?.action ?? ""}`);
    const act = { action: "call", body: { ticket, reason: AT_THE_COUNTER } };
    form.parentElement?.dispatchEvent(new CustomEvent("answered", { detail: act }));
  };
  button.addEventListener("click", async () => {
    if (button.disabled) return;
    button.disabled = true;
    try {
      await bringIn();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      wrong(form, `${problem.detail} ${problem.action}`);
    } finally {
      button.disabled = false;
    }
  });
}

/** @param {HTMLFormElement} form @param {string} text empty: nothing is wrong */
function wrong(form, text) {
  setText(byRole("paper-wrong", form), text);
  show(byRole("paper-wrong", form), text !== "");
}

/** @param {HTMLFormElement} form @param {string} role */
function input(form, role) {
  return /** @type {HTMLInputElement} */ (byRole(role, form));
}
