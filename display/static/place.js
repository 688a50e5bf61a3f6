/** Where this screen belongs: the manager says so, and the screen goes there by itself. */

import { ApiError, createApi } from "/static/js/api.js";
import { readToken } from "/static/js/token.js";

const ASK_AGAIN_MS = 5_000;
const PARTS = ["hall", "layout", "counter", "sound"];

/** @typedef {import("/static/js/answers.d.ts").ScreenHello} Hello */

const api = createApi({ token: () => readToken("display"), patient: false });
let waiting = false;

/** @returns {Promise<Hello>} what the server says of this screen; rejects with an ApiError */
export function askPlace() {
  return api.get("/screens/me");
}

/**
 * Go to the page of this screen's place, unless this is it.
 * @param {string | null} next its address; null when nobody has placed it
 * @returns {boolean} whether the page is being left
 */
export function goTo(next) {
  if (next === null) return false;
  const wanted = new URL(next, location.origin);
  if (wanted.origin !== location.origin || isHere(wanted)) return false;
  location.replace(doorOf(wanted));
  return true;
}

/** The board without scripts is let in by a cookie, which its own door sets. @param {URL} page */
function doorOf(page) {
  if (page.searchParams.get("layout") !== "plain") return page;
  const asked = new URLSearchParams({ token: readToken("display") ?? "", hall: page.searchParams.get("hall") ?? "" });
  return new URL(`/display/enter?${asked}`, location.origin);
}

/** @param {URL} wanted */
function isHere(wanted) {
  const here = new URLSearchParams(location.search);
  const same = PARTS.every((part) => here.get(part) === wanted.searchParams.get(part));
  return same && wanted.pathname === location.pathname;
}

/** The line is refused while the place is gone, so ask until the manager has chosen another. */
export async function awaitPlace() {
  if (waiting) return;
  waiting = true;
  for (;;) {
    await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
    try {
      if (goTo((await askPlace()).next)) return;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}
