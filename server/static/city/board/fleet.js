/** The page of the centres' machines asks for itself anew every ten seconds; who reads or types keeps their place. */

import { byRole, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

const EVERY_MS = 10_000;

mount("city-fleet", () => {
  const list = byRole("fleet");
  const look = async () => {
    if (document.visibilityState !== "visible" || list.contains(document.activeElement)) return;
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    setText(byRole("fleet-sum"), byRole("fleet-sum", page).textContent ?? "");
    renew(list, byRole("fleet", page));
  };
  setInterval(() => void look().catch(() => undefined), EVERY_MS); // not reached: the moment in the head stays old
});

/** Only lines that are others now are put in. @param {HTMLElement} list @param {HTMLElement} fresh */
function renew(list, fresh) {
  const now = [...fresh.children].map((line) => document.importNode(line, true));
  const same = now.length === list.children.length && now.every((line, place) => line.outerHTML === list.children[place]?.outerHTML);
  if (!same) list.replaceChildren(...now);
}
