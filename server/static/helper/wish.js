/** What one person wants, and the one number that comes of it however often the buttons are pressed. */

import { ApiError, newKey } from "/static/js/api.js";
import { pick } from "/static/js/texts.js";
import { nameOf } from "./find.js";

/** @typedef {import("/static/js/answers.d.ts").Ticket} Ticket */

/** After these nobody knows whether the number was given: only the very same request is safe. */
const UNSURE = new Set(["unreachable", "storage_busy", "internal"]);
const ASK_EVERY_MS = 1000;
const QUESTIONS = 30;

export class Wish {
  /**
   * @param {import("/static/js/api.js").Api} api
   * @param {import("./find.js").Field} field
   * @param {import("./find.js").Procedure | null} procedure
   * @param {string} [point] where they are, in a centre that receives in several places
   */
  constructor(api, field, procedure, point) {
    this.api = api;
    this.field = field;
    this.procedure = procedure;
    this.point = point;
    this.priority = "";
    /** How many they bring, where the field asks. */
    this.dossiers = 1;
    /** The field that the number will be of: many dossiers may have one of their own. */
    this.goes = field;
    this.busy = false;
    /** The Idempotency-Key: one person, one key. */
    this.key = newKey();
    /** @type {boolean | null} what was asked for without a sure answer: only that may be asked again */
    this.unsure = null;
  }

  /** @returns {string} what the number is for, in the page's language */
  name() {
    return this.procedure ? nameOf(this.procedure).text : pick(this.field.names);
  }

  /**
   * Ask for the number. Raises `ApiError`.
   * @param {boolean} print @param {() => void} onRetry
   * @returns {Promise<Ticket>}
   */
  async take(print, onRetry) {
    this.busy = true;
    try {
      return await this.api.post("/tickets", this.body(print), { key: this.key, onRetry });
    } catch (error) {
      this.unsure = !(error instanceof ApiError) || UNSURE.has(error.code) ? print : null;
      throw error;
    } finally {
      this.busy = false;
    }
  }

  /** @param {boolean} print */
  body(print) {
    return {
      field: this.field.code,
      ...(this.procedure ? { procedure: this.procedure.code } : {}),
      ...(this.priority ? { priority: this.priority } : {}),
      ...(this.point === undefined ? {} : { point: this.point }),
      ...(this.field.asks_dossiers ? { dossiers: this.dossiers } : {}),
      print,
    };
  }
}

/**
 * Ask until it is known what became of the slip.
 * @param {import("/static/js/api.js").Api} api @param {Ticket} ticket @param {(state: string) => void} tell
 */
export async function followPrint(api, ticket, tell) {
  /** @returns {Promise<Ticket>} */
  const question = () => api.get(`/tickets/${ticket.id}`);
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    await new Promise((wake) => setTimeout(wake, ASK_EVERY_MS));
    const state = await question().then((now) => now.print, () => "printing");
    if (state !== "printing") return tell(state ?? "none");
  }
  return tell("unknown");
}
