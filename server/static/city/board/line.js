/** The board's news: by the live line, and by asking every two seconds where that is silent. Nothing is shown as fresh that is not. */

import { io } from "/static/vendor/socket.io.esm.min.js";
import { PROGRAM } from "/static/js/live.js";

/** @typedef {import("./centre.js").Centre} Centre */
/**
 * @typedef {object} Told what a process of the board says: the whole city, or what is another now
 * @property {string} by which process
 * @property {number} n counts its messages
 * @property {number} at UTC milliseconds
 * @property {boolean} whole
 * @property {Centre[]} centres
 * @property {string[]} gone codes
 */

const SILENT_MS = 5_000;
const STALE_MS = 10_000;
const ASK_EVERY_MS = 2_000;
const WATCH_EVERY_MS = 500;
const REFUSED_RETRY_MS = 5_000;

/**
 * @param {object} page
 * @param {(told: Told) => void} page.onTold in order and without holes
 * @param {(stale: boolean) => void} page.onStale
 * @param {() => void} page.onRefused
 */
export function followCity({ onTold, onStale, onRefused }) {
  /** @type {{by: string, n: number} | null} */
  let last = null;
  let heardAt = performance.now();
  let askedAt = -Infinity;
  let dialledAt = heardAt;
  let stale = false;

  const socket = io("/city", {
    path: "/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 1500,
    timeout: 3000,
  });
  /** @param {Told} told */
  const take = (told) => {
    last = { by: told.by, n: told.n };
    heardAt = performance.now();
    if (stale) onStale(false);
    stale = false;
    onTold(told);
  };
  const redial = () => {
    dialledAt = performance.now();
    socket.disconnect().connect();
  };
  const redialLater = () => void setTimeout(redial, REFUSED_RETRY_MS);

  socket.on("told", (/** @type {Told} */ told) => {
    if (told.whole || (told.by === last?.by && told.n === last.n + 1)) take(told);
    else socket.emit("ask"); // something was lost on the way
  });
  socket.on("hello", ({ version }) => window.dispatchEvent(new CustomEvent(PROGRAM, { detail: version })));
  socket.on("disconnect", (/** @type {string} */ reason) => {
    if (reason === "io server disconnect") redialLater();
  });
  socket.on("connect_error", (/** @type {Error & {data?: {code: string}}} */ error) => {
    if (error.data) onRefused();
    if (!socket.active) redialLater();
  });

  const ask = async () => {
    askedAt = performance.now();
    if (socket.connected) socket.emit("ask");
    try {
      const answer = await fetch("/board.json", { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(ASK_EVERY_MS) });
      if (answer.ok && silence() > SILENT_MS) {
        const told = /** @type {Told} */ (await answer.json());
        take(told);
        heardAt -= SILENT_MS - ASK_EVERY_MS; // a picture that was asked for is soon asked for again
      }
    } catch {
      // not reached: asked again in a moment
    }
  };
  const silence = () => performance.now() - heardAt;
  setInterval(() => {
    if (silence() > SILENT_MS && performance.now() - askedAt > ASK_EVERY_MS) void ask();
    if (silence() < STALE_MS) return;
    if (!stale) onStale(true);
    stale = true;
    if (performance.now() - dialledAt > STALE_MS) redial();
  }, WATCH_EVERY_MS);
  const wake = () => {
    if (document.visibilityState === "visible" && (!socket.connected || silence() > STALE_MS)) redial();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
}
