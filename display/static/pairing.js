/** Pairing: shows a short code until the manager has typed it, then goes on with the token that comes of it. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { saveToken } from "/static/js/token.js";
import { goTo } from "./place.js";

const AGAIN_MS = 5_000;

/**
 * @typedef {import("/static/js/answers.d.ts").PairingOffer} Offer
 * @typedef {import("/static/js/answers.d.ts").PairingClaim} Claim
 */

const api = createApi({ patient: false });
/** Which run is the present one; an older one ends by itself. */
let run = 0;
let running = false;

/** Show a code, and a new one whenever it has expired. Does nothing while it is doing so already. */
export function startPairing() {
  if (running) return;
  running = true;
  show(byRole("pairing"));
  void pair((run += 1));
}

export function stopPairing() {
  running = false;
  run += 1;
}

/** @param {number} mine */
async function pair(mine) {
  /** @type {Offer | null} */
  let offer = null;
  while (mine === run) {
    try {
      offer ??= await begin();
      /** @type {Claim} */
      const { token, next } = await api.post("/pairings/claim", { secret: offer.secret });
      show(byRole("pairing-trouble"), false);
      if (token !== null) return enter(token, next);
      await pause(offer.ask_every_s * 1000);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "unknown_pairing") offer = null;
      else await pause(trouble(error));
    }
  }
}

/** @returns {Promise<Offer>} */
async function begin() {
  /** @type {Offer} */
  const offer = await api.post("/pairings");
  setText(byRole("pairing-code"), `${offer.code.slice(0, 3)} ${offer.code.slice(3)}`);
  return offer;
}

/** @param {ApiError} error @returns {number} milliseconds until the next try */
function trouble(error) {
  show(byRole("pairing-trouble"), error.code === "unreachable");
  return Math.max(AGAIN_MS, error.retryAfter * 1000);
}

/** @param {string} token @param {string | null} next */
function enter(token, next) {
  try {
    saveToken("display", token);
  } catch {
    return show(byRole("no-storage"));
  }
  if (!goTo(next)) location.reload();
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}
