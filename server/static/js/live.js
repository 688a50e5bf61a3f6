/** The live line to the server: snapshots, stale warning, and coming back by itself. */

import { io } from "/static/vendor/socket.io.esm.min.js";

/** A window's event: the server is of this build. A page that hears `hello` itself does what is to be done by itself. */
export const PROGRAM = "goiso-program";
const STALE_AFTER_MS = 10_000;
const REFUSED_RETRY_MS = 5_000;
const WATCH_EVERY_MS = 1_000;

/**
 * @typedef {object} Refusal
 * @property {string} code too_many_screens, not_allowed or token_expired
 * @property {import("./texts.js").Both} text
 */

/**
 * @template {{seq: number}} Snapshot
 * @typedef {object} LiveOptions
 * @property {string} namespace "/board", "/counter", "/kiosk" or "/admin"
 * @property {() => object} [auth] token, hall, counter …; the last seq is added
 * @property {(snapshot: Snapshot) => void} onSnapshot
 * @property {(stale: boolean) => void} [onStale] true after 10 s of silence, false at the next snapshot
 * @property {(refusal: Refusal) => void} [onRefused] the server said no; it is asked again every 5 s
 * @property {Record<string, (payload: never) => void>} [events] further events by name
 */

/**
 * Open the line. A listener's error is reported and does not break the line.
 * @template {{seq: number}} Snapshot
 * @param {LiveOptions<Snapshot>} options
 * @returns {{close: () => void, send: (event: string, payload?: unknown) => void}}
 */
export function connectLive({ namespace, auth = () => ({}), onSnapshot, onStale, onRefused, events = {} }) {
  /** @type {number | null} */
  let seq = null;
  let heardAt = performance.now();
  let heardOn = Date.now();
  let dialledAt = heardAt;
  let stale = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;

  const socket = io(namespace, {
    path: "/socket.io",
    transports: ["websocket"],
    auth: (/** @type {(data: object) => void} */ send) => send({ ...auth(), seq, now: Date.now() }),
    forceNew: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 1500,
    timeout: 3000,
  });

  /** @param {boolean} now */
  const markStale = (now) => {
    if (now !== stale) guarded(onStale, now);
    stale = now;
  };
  const redial = () => {
    dialledAt = performance.now();
    socket.disconnect().connect();
  };
  const redialLater = () => {
    clearTimeout(again);
    again = setTimeout(redial, REFUSED_RETRY_MS);
  };
  // Asleep, some machines stop the one clock and some the other; the wall clock is also set back at times.
  const silence = () => Math.max(performance.now() - heardAt, Date.now() - heardOn);
  // A silent line may be dead without either end knowing it: after a while, drop it and dial anew.
  const watch = setInterval(() => {
    if (silence() < STALE_AFTER_MS) return;
    markStale(true);
    if (performance.now() - dialledAt > STALE_AFTER_MS) redial();
  }, WATCH_EVERY_MS);
  const wake = () => {
    if (document.visibilityState !== "visible") return;
    if (!socket.connected || silence() > STALE_AFTER_MS) redial();
  };

  socket.on("snapshot", (/** @type {Snapshot} */ snapshot) => {
    seq = snapshot.seq;
    heardAt = performance.now();
    heardOn = Date.now();
    markStale(false);
    guarded(onSnapshot, snapshot);
  });
  for (const [name, listener] of Object.entries(events)) {
    socket.on(name, (payload) => guarded(/** @type {(payload: unknown) => void} */ (listener), payload));
  }
  if (!("hello" in events)) {
    socket.on("hello", ({ version }) => window.dispatchEvent(new CustomEvent(PROGRAM, { detail: version })));
  }
  socket.on("disconnect", (/** @type {string} */ reason) => {
    if (reason === "io server disconnect") redialLater();
  });
  socket.on("connect_error", (/** @type {Error & {data?: Refusal}} */ error) => {
    if (error.data) guarded(onRefused, error.data);
    // Refused by the server: the library does not try again by itself.
    if (!socket.active) redialLater();
  });
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);

  const close = () => {
    clearInterval(watch);
    clearTimeout(again);
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
    socket.disconnect();
  };
  return { close, send: (event, payload) => void socket.emit(event, payload) };
}

/**
 * @template T
 * @param {((value: T) => void) | undefined} listener
 * @param {T} value
 */
function guarded(listener, value) {
  try {
    listener?.(value);
  } catch (error) {
    console.error("a live listener failed", error);
  }
}
