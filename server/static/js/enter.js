/** Takes the token out of the link `/enter#kind=…&token=…&next=…` and goes on to the machine's own page. */

import { byRole, show } from "./dom.js";
import { mount } from "./module.js";
import { saveToken } from "./token.js";

/** @typedef {import("./token.js").DeviceKind} DeviceKind */

/** @type {Record<DeviceKind, string>} */
const PAGES = { kiosk: "/kiosk", display: "/screen", counter: "/pin", helper: "/helper", rating: "/rating" };

/**
 * The page to go to: the one named in the link if it lies on this server, else the machine's own.
 * @param {string | null} wanted
 * @param {DeviceKind} kind
 */
function pageAfter(wanted, kind) {
  const page = new URL(wanted ?? PAGES[kind], location.origin);
  return page.origin === location.origin ? page.pathname + page.search : PAGES[kind];
}

mount("enter", () => {
  const given = new URLSearchParams(location.hash.slice(1));
  const [kind, token] = [given.get("kind"), given.get("token")];
  // The token leaves the address bar before anything else happens.
  history.replaceState(null, "", location.pathname);
  if (!isKind(kind) || !token) return refuse("incomplete");
  try {
    saveToken(kind, token);
  } catch {
    return refuse("no-storage");
  }
  location.replace(pageAfter(given.get("next"), kind));
});

/** @param {string | null} kind @returns {kind is DeviceKind} */
function isKind(kind) {
  return kind !== null && Object.hasOwn(PAGES, kind);
}

/** @param {"incomplete" | "no-storage"} why */
function refuse(why) {
  show(byRole("entering"), false);
  show(byRole(why));
  byRole(why).setAttribute("role", "alert");
}
