/** The kiosk's way through its steps: start or search, confirm, issuing, result or error, and back to the start. */

import { Closing } from "./closing.js";
import { drawConfirm, isHeldBack } from "./confirm.js";
import { Dossiers } from "./dossiers.js";
import { clearEase, isEased } from "./ease.js";
import { createIdleWatch } from "./idle.js";
import { drawGuidance } from "./guidance.js";
import { drawOutageOf, drawOutages } from "./notices.js";
import { drawIssuing, drawNote } from "./notes.js";
import { clearResult, drawPrint, drawResult, mayPrintAgain } from "./result.js";
import { markFor } from "./seal.js";
import { drawStart } from "./start.js";
import { asksForHelper, drawTrouble, troubleOf } from "./trouble.js";
import { newKey } from "/static/js/api.js";
import { goTo, step } from "/static/js/steps.js";
import { language, setLanguage } from "/static/js/texts.js";

const AFTER_PRINTED_S = 20;
const AFTER_FAILED_S = 40;
const TROUBLE_SHOWN_MS = 60_000;
/** How often a wish is repeated by itself when the centre is heard again; then it waits for a touch. */
const REPEATS = 5;

/** Where something can be chosen. */
const CHOOSING = new Set(["start", "search", "helper"]);

/** @typedef {import("./trouble.js").Trouble} Trouble */

export class Flow {
  /**
   * @param {import("./centre.js").Centre} centre
   * @param {import("./issue.js").Issuer} issuer
   * @param {import("./priority.js").Priority} priority
   * @param {string} guidance the field of those who guide; empty where they have no numbers
   */
  constructor(centre, issuer, priority, guidance) {
    this.guidance = guidance;
    this.centre = centre;
    this.issuer = issuer;
    this.priority = priority;
    this.dossiers = new Dossiers(() => this.draw());
    /** @type {import("./search.js").Search | null} */
    this.search = null;
    /** @type {import("./speech.js").Speech | null} */
    this.speech = null;
    /** @type {import("./call_helper.js").HelperCall | null} */
    this.call = null;
    this.closing = new Closing(() => this.toStart());
    this.idle = createIdleWatch(() => this.toStart());
    /**
     * What one person asks for. The key is made once and kept through every repeat, and so is the language: one
     * wish, one ticket.
     * @type {{field: string, key: string, language?: string, card?: string | undefined}}
     */
    this.wish = { field: "", key: "" };
    this.help = { why: /** @type {import("./guidance.js").Why} */ ("unsure"), field: "" };
    /** @type {import("./search.js").Procedure | null} what it is for, when it was searched for */
    this.procedure = null;
    /** @type {import("./issue.js").Ticket | null} */
    this.ticket = null;
    /** What was said of a card, as a text's key. */
    this.note = "";
    /** @type {Promise<string | undefined> | null} the day's mark of their card, where one is needed */
    this.mark = null;
    this.print = "none";
    this.retrying = false;
    this.repeats = 0;
    /** @type {Trouble | null} why this machine cannot serve anybody now */
    this.machine = null;
    /** An emergency message covers the page, and no numbers are given. */
    this.alarmed = false;
    /** @type {Trouble | null} what is shown on the error step */
    this.trouble = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.leaving = undefined;
  }

  toStart() {
    this.closing.stop();
    this.idle.stop();
    this.issuer.forget();
    clearTimeout(this.leaving);
    this.wish = { field: "", key: "" };
    this.procedure = null;
    this.ticket = null;
    this.note = "";
    this.mark = null;
    this.priority.choose("");
    this.dossiers.choose(1);
    clearResult();
    clearEase();
    this.speech?.clear();
    this.call?.clear();
    setLanguage("vi");
    const hindrance = this.alarmed ? { kind: "alarm" } : this.machine ?? (this.centre.opening.open ? null : { kind: "closed" });
    if (hindrance) this.fail(/** @type {Trouble} */ (hindrance));
    else this.enter("start");
  }

  /** @param {string} field @param {import("./search.js").Procedure | null} [procedure] */
  choose(field, procedure = null) {
    const chosen = this.centre.field(field);
    if (!CHOOSING.has(step()) || !chosen) return;
    if (chosen.helper_only) return this.unsure("by_helper", field);
    this.wish = { field, key: newKey() };
    this.procedure = procedure;
    this.repeats = REPEATS;
    this.idle.start();
    this.enter("confirm");
  }

  /** Look for the procedure by words. */
  find() {
    if (step() !== "start") return;
    this.idle.start();
    this.search?.open();
    this.enter("search");
  }

  /** Not sure what to choose, or no number for it here: the way to those who guide. @param {import("./guidance.js").Why} [why] @param {string} [field] */
  unsure(why = "unsure", field = "") {
    if (why === "unsure" && !CHOOSING.has(step())) return;
    this.help = { why, field };
    this.idle.start();
    this.enter("helper");
  }

  /** One step back: to the search with its words, if that is where the choice was made. */
  back() {
    if (step() !== "confirm" || !this.procedure) return this.toStart();
    this.procedure = null;
    this.wish = { field: "", key: "" };
    this.enter("search");
  }

  /**
   * A card was read.
   * @param {number | null} age in years; null for what is no card
   * @param {Promise<string | undefined> | null} mark
   */
  card(age, mark) {
    if (!CHOOSING.has(step()) && step() !== "confirm") return;
    this.mark = mark ?? this.mark;
    const code = age === null ? "" : this.priority.forAge(age);
    const heard = age === null ? "card_unread" : code ? "card_elderly" : "card_read";
    if (code || this.priority.chosen === "") this.priority.choose(code, heard);
    this.note = heard;
    this.draw();
  }

  /** Ask for the number. Doing so again while it is under way does nothing. */
  async take() {
    if (step() === "issuing" || !this.wish.key || isHeldBack(this.goes(), this.mark)) return;
    const [{ key, field }, spoken] = [this.wish, (this.wish.language ??= language())];
    this.idle.stop();
    clearTimeout(this.leaving);
    this.retrying = false;
    this.enter("issuing");
    try {
      const card = (this.wish.card ??= await markFor(this.goes(), this.mark));
      const [procedure, priority] = [this.procedure?.code, this.priority.chosen || undefined];
      const further = { language: spoken === "vi" ? undefined : spoken, dossiers: this.dossiers.told(this.centre.field(field)) };
      const wanted = { field, procedure, priority, card, ...further };
      this.give(await this.issuer.take(wanted, key, () => this.slow()));
    } catch (error) {
      if (asksForHelper(error)) this.unsure("ask_helper", field);
      else this.fail(troubleOf(error));
    }
  }

  /** The field that the number will be of. */
  goes() {
    return this.dossiers.goesTo(this.centre.field(this.wish.field), this.centre);
  }

  /** The first try was not answered: say that it goes on. */
  slow() {
    this.retrying = true;
    this.draw();
  }

  /** @param {import("./issue.js").Ticket} ticket */
  give(ticket) {
    this.ticket = ticket;
    this.print = ticket.print ?? "none";
    this.enter("result");
    if (this.print === "printing") this.issuer.follow(ticket, (news) => this.printed(news.state));
    else this.printed(this.print);
  }

  /** The slip once more, for whoever has none or is not sure. */
  async again() {
    const { ticket, print: before } = this;
    if (step() !== "result" || !ticket || !mayPrintAgain(ticket, before)) return;
    this.closing.stop();
    this.print = "printing";
    this.draw();
    const sent = await this.issuer.again(ticket).then(() => true, () => false);
    if (this.ticket !== ticket) return; // the next person stands here
    if (sent) this.issuer.follow(ticket, (news) => this.printed(news.state));
    else this.printed(before);
  }

  /** @param {string} state how the print ended */
  printed(state) {
    this.print = state;
    const quick = state === "printed" && !this.speech?.reads;
    this.closing.start(quick ? AFTER_PRINTED_S : AFTER_FAILED_S);
    this.draw();
  }

  /** @param {Trouble} trouble */
  fail(trouble) {
    this.trouble = trouble;
    this.idle.stop();
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.leaveTrouble(), TROUBLE_SHOWN_MS);
    this.enter("error");
  }

  /** Someone may be typing the machine's token: that screen stays. */
  leaveTrouble() {
    if (this.trouble?.kind !== "enrol") this.toStart();
  }

  /** The centre has news: follow them where no person is in the middle of something. */
  refresh() {
    const waits = step() === "error" && this.trouble;
    const isOpen = this.centre.opening.open;
    if (this.alarmed) this.draw();
    else if (waits && waits.kind === "down" && waits.personal) this.repeat();
    else if (waits && !waits.personal && (isOpen || waits.kind !== "closed")) this.toStart();
    else if (step() === "start" && !isOpen) this.toStart();
    else this.draw();
  }

  /** The server is there again: ask once more for the person who is waiting. */
  repeat() {
    this.repeats -= 1;
    if (this.repeats >= 0) this.take();
  }

  /** An emergency message came, or was lifted: whoever stands here is to go, and the next one begins anew. @param {boolean} on */
  alarm(on) {
    if (on === this.alarmed) return;
    this.alarmed = on;
    this.toStart();
  }

  /** @param {Trouble | null} trouble the machine's own hindrance, or none any more */
  hinder(trouble) {
    this.machine = trouble;
    if (step() === "start" && trouble) this.fail(trouble);
  }

  /** @param {string} wanted */
  enter(wanted) {
    // Filled before it is shown, so that nothing of the person before is ever seen.
    this.draw(wanted);
    goTo(wanted);
  }

  /** @param {string} [what] */
  draw(what = step()) {
    drawNote(this.note);
    const field = this.centre.field(this.wish.field);
    if (what === "start") this.watchStart();
    drawStart(this.centre);
    drawOutages();
    if (field) drawOutageOf(field.code);
    if (what === "search") this.search?.draw();
    if (what === "confirm" && field) drawConfirm(field, this.goes() ?? field, { procedure: this.procedure, card: this.mark !== null, at: this.centre.at });
    if (what === "confirm") this.priority.draw();
    if (what === "helper") drawGuidance(this.centre.field(this.guidance), this.help.why, this.centre.field(this.help.field));
    if (what === "helper") this.call?.draw();
    if (what === "issuing") drawIssuing(this.retrying);
    if (what === "error" && this.trouble) drawTrouble(this.trouble, this.centre);
    if (what !== "result" || !this.ticket) return;
    drawResult(this.ticket, this.centre.field(this.ticket.field) ?? field, { procedure: this.procedure, priority: this.priority.name() });
    drawPrint(this.ticket, this.print);
    if (this.closing.timer) this.closing.draw();
  }

  /** Whether the page may load itself anew: nobody has begun anything, nor touched the screen a moment ago. */
  nobodyHere() {
    const closed = step() === "error" && this.trouble?.kind === "closed";
    return (step() === "start" || closed) && !this.idle.runs() && this.idle.untouched();
  }

  /** What one person chose or showed on the first step is not there for the next one. */
  watchStart() {
    const personal = this.note !== "" || language() !== "vi" || isEased();
    if (personal && !this.idle.runs()) this.idle.start();
  }
}
