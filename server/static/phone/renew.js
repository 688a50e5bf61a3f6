/** A phone's page once more from the server, in place: what somebody has begun on it stays. */

const PARTS = [".masthead", "main"];
/** Where letters are being put together, the page stays as it is. */
const TYPED = 'input[type="search"], input[inputmode]';

/** Whether somebody is in the middle of something that cannot be carried over. */
function inTheMiddle() {
  return document.activeElement?.matches(TYPED) || document.querySelector("main details[open]") !== null;
}

/**
 * Draw the page anew from the server. Throws where it does not answer; goes there where it has no such page any more.
 * @param {string} address of this page @returns {Promise<boolean>} whether it was drawn
 */
export async function renew(address) {
  if (inTheMiddle()) return false;
  const answer = await fetch(address, { cache: "no-store", headers: { Accept: "text/html" } });
  if (answer.status >= 500) throw new Error(String(answer.status));
  if (!answer.ok) location.assign(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || inTheMiddle()) return false;
  const begun = chosen();
  for (const part of PARTS) {
    const newer = page.querySelector(part);
    if (newer) document.querySelector(part)?.replaceWith(document.adoptNode(newer));
  }
  restore(begun);
  const colour = page.querySelector('meta[name="theme-color"]')?.getAttribute("content");
  if (colour) document.querySelector('meta[name="theme-color"]')?.setAttribute("content", colour);
  renewStyle();
  return true;
}

/** What the forms hold, by the names of their fields; a form's key too, so that it still counts once. @returns {Map<string, string>} */
function chosen() {
  const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("main form")]);
  const held = forms.flatMap((form) => [...new FormData(form)]);
  return new Map(held.flatMap(([name, value]) => (typeof value === "string" && name !== "csrf_token" ? [[name, value]] : [])));
}

/** @param {Map<string, string>} begun */
function restore(begun) {
  /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  const controls = document.querySelectorAll("main form :is(input, select)");
  for (const control of controls) {
    const value = begun.get(control.name);
    if (value === undefined) continue;
    if (control.type === "radio") /** @type {HTMLInputElement} */ (control).checked = control.value === value && !control.disabled;
    else if (control.tagName !== "SELECT" || control.querySelector(`[value="${CSS.escape(value)}"]`)) control.value = value;
  }
}

/** The style sheets bear the centre's colour: the new one takes the old one's place once it is there. */
function renewStyle() {
  for (const old of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="stylesheet"]'))) {
    const newer = /** @type {HTMLLinkElement} */ (old.cloneNode());
    newer.href = `${old.href.split("?")[0]}?at=${Date.now()}`;
    newer.addEventListener("load", () => old.remove());
    newer.addEventListener("error", () => newer.remove());
    old.after(newer);
  }
}
