/** A given number: one who waits, is parked or was missed; for one who waits, why before the others. */

import { chosen, fillChoices } from "/static/js/choices.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { keptFor } from "../kept_for.js";
import { lapse } from "../lapse.js";
import { reasonText } from "../reasons.js";
import { canCall } from "../rules.js";
import { createBeyond } from "./beyond.js";
import { foundBy, isNumber } from "./find_number.js";
import { bindPaper, offerPaper } from "./paper.js";
import { bindOwnWords, reasonOf } from "./reason.js";

const FROM = ["waiting", "parked", "missed"];

/** @param {import("../dialogs.js").DialogTools} tools @returns {import("../dialogs.js").Asking} */
export function pickDialog(tools) {
  const { api, names, view } = tools;
  /** @type {HTMLFormElement | undefined} */
  let shown;
  const beyond = createBeyond(api, () => shown && fill(shown));
  const waiting = () => [...itemsOf(view(), "waiting"), ...beyond.found()];
  const fill = (/** @type {HTMLFormElement} */ form) => {
    const typed = boxOf(form).value.trim();
    const from = chosen(form, "from");
    const listed = foundBy(typed, itemsOf(view(), from), names.prefixes());
    const further = typed !== "" && from === "waiting" && listed.length === 0 && isCut(view());
    if (further) beyond.ask(typed);
    else beyond.forget();
    const items = further ? beyond.found() : listed;
    const choices = items.map((ticket) => asChoice(ticket, tools));
    byRole("tickets", form).replaceChildren();
    // Digits are commands only while nothing is typed; what was typed chooses by itself only when it is that number.
    if (typed === "") fillChoices(byRole("tickets", form), "ticket", choices, () => true);
    else {
      const meant = choices.filter(({ title }) => isNumber(typed, title, names.prefixes()));
      const only = meant.length === 1 ? meant[0]?.value : undefined;
      fillChoices(byRole("tickets", form), "ticket", choices.map(withoutKey), ({ value }) => value === only);
    }
    const none = items.length === 0 && !beyond.looking();
    show(byRole("no-ticket", form), none);
    offerPaper(form, typed, none, tools);
    setReady(form, view());
  };
  return {
    bind: (form) => {
      shown = form;
      bindOwnWords(form);
      bindPaper(form, () => boxOf(form).value.trim(), tools);
      form.addEventListener("change", ({ target }) => {
        if (/** @type {HTMLInputElement} */ (target).name === "from") fill(form);
        else setReady(form, view());
      });
      boxOf(form).addEventListener("input", () => fill(form));
      document.addEventListener("scanned", () => {
        if (boxOf(form).value === "") return;
        boxOf(form).value = "";
        fill(form);
      });
      form.addEventListener("keydown", (event) => leadToBox(event, boxOf(form)));
      byRole("is-back", form).addEventListener("click", () => {
        const act = { action: "resume-ticket", path: `/tickets/${chosen(form, "ticket")}/resume` };
        form.parentElement?.dispatchEvent(new CustomEvent("answered", { detail: act }));
      });
    },
    ask: (form) => {
      showPart(form, "which");
      chooseFirstFilled(form, view());
      fill(form);
    },
    answer: (form) => {
      const ticket = Number(chosen(form, "ticket"));
      if (chosen(form, "from") !== "waiting") return { action: "call", body: { ticket } };
      if (!byRole("why", form).hidden) return { action: "call", body: { ticket, reason: reasonOf(form) } };
      askWhy(form, waiting().find(({ id }) => id === ticket)?.number ?? "");
      return null;
    },
  };
}

/** @param {import("../rules.js").Console | null} view @param {string} from @returns {import("../rules.js").Ticket[]} */
function itemsOf(view, from) {
  return view?.[/** @type {"waiting" | "parked" | "missed"} */ (from)].items ?? [];
}

/** @param {import("../rules.js").Console | null} view whether more people wait than are listed */
function isCut(view) {
  return view !== null && view.waiting.total > view.waiting.items.length;
}

/** @param {import("../rules.js").Ticket} ticket @param {import("../dialogs.js").DialogTools} tools */
function asChoice(ticket, { clock, names, view }) {
  const parts = [names.field(ticket.field), t("waited", { waited: lapse(ticket.issued_at, clock.now()) })];
  const kept = keptFor(ticket, view()?.n);
  if (kept) parts.push(kept);
  if (ticket.priority) parts.push(names.priority(ticket.priority));
  if (ticket.note) parts.push(reasonText(ticket.note));
  return { value: String(ticket.id), title: ticket.number, detail: parts.join(" · ") };
}

/** @param {HTMLFormElement} form @returns {HTMLInputElement} where a number is typed */
function boxOf(form) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem("find"));
}

/** @param {import("/static/js/choices.js").Choice} choice */
function withoutKey(choice) {
  return { ...choice, sign: "" };
}

/** A number is typed into its box wherever the focus is: letters always, digits when something stands there. @param {KeyboardEvent} event @param {HTMLInputElement} box */
function leadToBox({ target, key, ctrlKey, altKey, metaKey }, box) {
  if (ctrlKey || altKey || metaKey || !box.checkVisibility() || /** @type {Element} */ (target).matches("[type=search], [type=text], [type=time], select")) return;
  if (/^\p{L}$/u.test(key) || (/^\d$/.test(key) && box.value !== "")) box.focus();
}

/** Start where somebody is. @param {HTMLFormElement} form @param {import("../rules.js").Console | null} view */
function chooseFirstFilled(form, view) {
  const from = FROM.find((name) => itemsOf(view, name).length > 0) ?? FROM[0];
  /** @type {HTMLInputElement} */ (form.querySelector(`[name="from"][value="${from}"]`)).checked = true;
}

/** @param {HTMLFormElement} form @param {import("../rules.js").Console | null} view */
function setReady(form, view) {
  const none = chosen(form, "ticket") === "";
  const free = view !== null && canCall(view);
  /** @type {HTMLButtonElement} */ (form.querySelector("[data-confirm]")).disabled = none || !free;
  show(byRole("is-back", form), !none && chosen(form, "from") === "parked");
  show(byRole("hands-full", form), !free);
  /** @type {HTMLButtonElement} */ (byRole("bring-in", form)).disabled = !free;
  setText(byRole("confirm-text", form), t("call_this"));
}

/** @param {HTMLFormElement} form @param {"which" | "why"} part */
function showPart(form, part) {
  show(byRole("which", form), part === "which");
  show(byRole("why", form), part === "why");
}

/** @param {HTMLFormElement} form @param {string} number */
function askWhy(form, number) {
  showPart(form, "why");
  setText(byRole("why-number", form), t("why_before", { number }));
  /** @type {HTMLElement | null} */ (form.querySelector('[name="reason"]:checked'))?.focus();
}
