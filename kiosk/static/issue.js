/** Taking a number, and following its print to the end. */

/**
 * @typedef {import("/static/js/answers.d.ts").WaitRange} WaitRange
 * @typedef {import("/static/js/answers.d.ts").PrintState} PrintState
 * @typedef {{id: number, number: string, field: string, ahead: number | null, track: string | null,
 *   wait: WaitRange | null, print: PrintState | null, offline?: boolean, emergency?: boolean}} Ticket with nulls and `offline` where a
 *   kiosk's own box gave it
 * @typedef {{field: string, procedure: string | undefined, priority: string | undefined,
 *   card: string | null | undefined, language: string | undefined, dossiers: number | undefined}} Wanted what a number is asked for with
 * @typedef {{ticket: number, state: PrintState, text?: import("/static/js/texts.js").Both}} PrintNews
 */

const POLL_MS = 1000;
const POLLS = 25;
const REMEMBERED = 20;

export class Issuer {
  /** @param {import("/static/js/api.js").Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Map<number, PrintNews>} news may come before the answer that names the ticket */
    this.news = new Map();
    this.following = 0;
    /** @type {(news: PrintNews) => void} */
    this.tell = () => {};
  }

  /**
   * @param {Wanted} wanted
   * @param {string} key Idempotency-Key: the same for every repeat of one wish, so that it is one ticket
   * @param {() => void} onRetry
   * @returns {Promise<Ticket>}
   */
  take(wanted, key, onRetry) {
    return this.api.post("/tickets", { ...wanted, channel: "kiosk" }, { key, onRetry });
  }

  /** How a ticket is now. @param {Ticket} ticket @returns {Promise<Ticket>} */
  ask(ticket) {
    return this.api.get(`/tickets/${ticket.id}`);
  }

  /** Ask for a ticket's slip once more. @param {Ticket} ticket @returns {Promise<Ticket>} */
  again(ticket) {
    this.news.delete(ticket.id);
    return this.api.post(`/tickets/${ticket.id}/print`);
  }

  /**
   * Report the print of `ticket` until it is over: by the live line, and by asking, whichever is first.
   * @param {Ticket} ticket
   * @param {(news: PrintNews) => void} tell
   */
  async follow(ticket, tell) {
    this.following = ticket.id;
    this.tell = tell;
    const early = this.news.get(ticket.id);
    if (early) return this.settle(early);
    for (let polls = 0; polls < POLLS; polls += 1) {
      await new Promise((wake) => setTimeout(wake, POLL_MS));
      if (this.following !== ticket.id) return;
      const state = await this.ask(ticket).then((now) => now.print, () => /** @type {const} */ ("printing"));
      if (state !== "printing") return this.settle({ ticket: ticket.id, state: state ?? "unknown" });
    }
    return this.settle({ ticket: ticket.id, state: "unknown" });
  }

  /** @param {PrintNews} news from the live line */
  hear(news) {
    this.news.set(news.ticket, news);
    for (const oldest of [...this.news.keys()].slice(0, -REMEMBERED)) this.news.delete(oldest);
    this.settle(news);
  }

  /** @param {PrintNews} news */
  settle(news) {
    if (news.ticket !== this.following || news.state === "printing") return;
    this.following = 0;
    this.tell(news);
  }

  /** The person has gone: stop following, and let old news not be taken for the next one's. */
  forget() {
    this.following = 0;
    this.news.clear();
  }
}
