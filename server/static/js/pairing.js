/** Pairing: a machine shows six digits until the manager has confirmed them, then goes on with the token that comes of it. */

import { ApiError, createApi } from "./api.js";
import { byRole, setText, show } from "./dom.js";
import { saveToken } from "./token.js";

const AGAIN_MS = 5_000;

/**
 * @typedef {import("./answers.d.ts").PairingOffer} Offer
 * @typedef {import("./answers.d.ts").PairingClaim} Claim
 */

const api = createApi({ patient: false });
/** Which run is the present one; an older one ends by itself. */
let run = 0;
let running = false;

/**
 * Show a code, and a new one whenever it has expired. Does nothing while it is doing so already.
 * @param {import("./token.js").DeviceKind} kind
 * @param {(next: string | null) => void} goOn called once the token is kept; `next` is the machine's page
 */
export function startPairing(kind, goOn) {
  if (running) return;
  running = true;
  show(byRole("pairing"));
  void pair((run += 1), kind, goOn);
}

export function stopPairing() {
  running = false;
  run += 1;
}

/** @param {number} mine @param {import("./token.js").DeviceKind} kind @param {(next: string | null) => void} goOn */
async function pair(mine, kind, goOn) {
  /** @type {Offer | null} */
  let offer = null;
  while (mine === run) {
    try {
      offer ??= await begin(kind);
      /** @type {Claim} */
      const { token, next } = await api.post("/pairings/claim", { secret: offer.secret });
      show(byRole("pairing-trouble"), false);
      if (token !== null) return enter(kind, token, () => goOn(next));
      await pause(offer.ask_every_s * 1000);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "unknown_pairing") offer = null;
      else await pause(trouble(error));
    }
  }
}

/** @param {string} kind @returns {Promise<Offer>} */
async function begin(kind) {
  /** @type {Offer} */
  const offer = await api.post("/pairings", { kind });
  setText(byRole("pairing-code"), `${offer.code.slice(0, 3)} ${offer.code.slice(3)}`);
  const picture = /** @type {HTMLImageElement} */ (byRole("pairing-qr"));
  picture.src = `/pairing/${offer.code}.svg`;
  show(picture);
  return offer;
}

/** @param {ApiError} error @returns {number} milliseconds until the next try */
function trouble(error) {
  show(byRole("pairing-trouble"), error.code === "unreachable");
  return Math.max(AGAIN_MS, error.retryAfter * 1000);
}

/** @param {import("./token.js").DeviceKind} kind @param {string} token @param {() => void} goOn */
function enter(kind, token, goOn) {
  try {
    saveToken(kind, token);
  } catch {
    return show(byRole("no-storage"));
  }
  goOn();
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}
