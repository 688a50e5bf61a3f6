/** The first steps: the page is asked for again now and then, and steps that are others are put in. */

import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { letReveal } from "/static/js/reveal.js";
import { offerUserNames } from "/static/js/user_name.js";

const EVERY_MS = 3_000;

mount("admin-setup", (body) => {
  body.addEventListener("submit", (event) => takeAlong(/** @type {HTMLFormElement} */ (event.target)));
  letReveal();
  offerUserNames();
  setInterval(() => document.hidden || look().catch(() => {}), EVERY_MS);
});

/** Ask for the page and take what is new of it. */
async function look() {
  const answer = await fetch("/admin/setup");
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [here, there] = [byRole("steps"), byRole("steps", fresh)];
  if (here.dataset.version === there.dataset.version) return;
  here.dataset.version = there.dataset.version;
  setText(byRole("progress"), byRole("progress", fresh).textContent ?? "");
  show(byRole("ready"), !byRole("ready", fresh).hidden);
  for (const step of /** @type {NodeListOf<HTMLElement>} */ (here.querySelectorAll("[data-step]"))) {
    const other = there.querySelector(`[data-step="${step.dataset.step}"]`);
    if (other instanceof HTMLElement) takeOver(step, other);
  }
}

/**
 * One step as it is now. What somebody is typing stays; a step that has just been done closes, the next one opens.
 * @param {HTMLElement} step @param {HTMLElement} fresh
 */
function takeOver(step, fresh) {
  const [details, other] = [step.querySelector("details"), fresh.querySelector("details")];
  if (!details || !other || isInUse(step)) return;
  const now = document.importNode(other, true);
  if (step.dataset.state === fresh.dataset.state) now.open = now.open || details.open;
  step.dataset.state = fresh.dataset.state;
  details.replaceWith(now);
}

/**
 * What was ticked in another form of the same step is sent too: whoever presses this form's button does not mean to lose it.
 * @param {HTMLFormElement} sent
 */
function takeAlong(sent) {
  const forms = sent.closest("[data-step]")?.querySelectorAll("form") ?? [];
  for (const form of forms) {
    const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
    if (form === sent || boxes.every((box) => box.checked === box.defaultChecked)) continue;
    for (const [name, value] of new FormData(form)) if (name !== "csrf_token") sent.append(hidden(name, String(value)));
  }
}

/** @param {string} name @param {string} value */
function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

/** @param {HTMLElement} step */
function isInUse(step) {
  if (step.contains(document.activeElement) && document.activeElement?.matches("input, select")) return true;
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input:not([type=hidden])"));
  return [...inputs].some((input) => input.value !== input.defaultValue || input.checked !== input.defaultChecked);
}
