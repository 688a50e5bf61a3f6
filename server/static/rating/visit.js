/** Which visit the tablet asks about, when it begins, and when it goes away. */

/** Thanks, or that it was rated already, stand for so long. */
const SAID_MS = 5_000;
/** Whoever touched the screen so shortly ago still stands there … */
const STANDS_MS = 15_000;
/** … but nobody longer than this past the time: the server takes a late ballot for a minute. */
const LONGEST_MORE_MS = 45_000;
const LOOK_EVERY_MS = 500;

export class Visit {
  /** @param {(step: string) => void} go @param {() => import("/static/js/rating.js").Rating} rating */
  constructor(go, rating) {
    this.go = go;
    this.rating = rating;
    /** @type {number | null} the visit that is asked about, or was at last */
    this.ticket = null;
    this.asking = false;
    this.stale = false;
    this.until = 0;
    this.touchedAt = -Infinity;
    /** @type {import("./rating.js").Snapshot | null} */
    this.told = null;
    setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** @param {import("./rating.js").Snapshot} told */
  hear(told) {
    this.told = told;
    if (!told.on) return this.rest("off");
    if (told.counter === null) return this.rest("unplaced");
    const { visit } = told;
    if (!visit || (this.asking && visit.ticket !== this.ticket)) this.end();
    if (visit && visit.ticket !== this.ticket && visit.left_ms > 0 && !visit.rated) return this.begin(visit);
    // Another tablet, or a phone, was quicker.
    if (this.asking && visit?.rated && !this.isOver()) return this.say("rated");
    if (!this.asking && !this.saying()) this.go("idle");
  }

  /** @param {import("./rating.js").Asked} visit */
  begin({ ticket, left_ms: left }) {
    this.ticket = ticket;
    this.asking = true;
    this.until = performance.now() + left;
    this.touchedAt = -Infinity;
    this.rating().begin();
    this.go("ask");
  }

  touched() {
    this.touchedAt = performance.now();
  }

  thanked() {
    this.until = performance.now() + SAID_MS;
  }

  /** The server's own words stand on the page for a while. */
  refused() {
    this.until = performance.now() + SAID_MS;
  }

  /** @param {string} step */
  say(step) {
    this.asking = false;
    this.until = performance.now() + SAID_MS;
    this.go(step);
  }

  saying() {
    return !this.asking && performance.now() < this.until;
  }

  /** The ballot is on its way, kept, or refused: what the line says of the visit is no news. */
  isOver() {
    return ["sending", "done", "trouble"].includes(this.rating().part);
  }

  /** The next number was called, or the time is over: what was chosen counts, where that is enough. */
  end() {
    if (!this.asking) return;
    this.rating().leave();
    this.asking = false;
    this.until = 0;
  }

  /** @param {string} step */
  rest(step) {
    this.end();
    this.go(step);
  }

  look() {
    const now = performance.now();
    if (this.stale || now < this.until) return;
    const stands = now - this.touchedAt < STANDS_MS && now < this.until + LONGEST_MORE_MS && !this.isOver();
    if (this.asking && stands) return;
    if (this.asking) this.end();
    if (this.told?.on && this.told.counter !== null) this.go("idle");
  }

  /** Nothing is taken that could not be kept. @param {boolean} stale */
  offline(stale) {
    this.stale = stale;
    if (stale) this.asking = false;
    if (stale) this.go("offline");
    else this.ticket = null; // the next snapshot asks again about a visit that is still in time
  }
}
