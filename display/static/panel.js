/** The screen above one counter. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { fillPlace } from "/static/js/places.js";
import { stamp } from "/static/js/stamp.js";
import { lengthOf } from "./number_length.js";

const WORDS = ["called", "serving", "open", "paused", "desk-closed", "gone"];
const FIELDS_SHOWN = 6;

/** @typedef {import("./counters.js").Counter} Counter */

/** @param {{counters: Counter[], waiting: import("./queues.js").Queue[]}} board */
export function showPanel({ counters, waiting }) {
  const body = document.body;
  const counter = counters.find(({ n }) => String(n) === body.dataset.counter);
  const word = wordFor(counter);
  body.dataset.state = word;
  body.dataset.length = lengthOf(counter?.number ?? "");
  if (counter) fillPlace(byRole("desk"), counter.n, counter.own_name);
  setText(byRole("number"), counter?.number ?? "");
  WORDS.forEach((name) => show(byRole(name), name === word));
  setText(byRole("officer"), counter?.officer ?? "");
  setText(byRole("officer-title"), counter?.officer_title ?? "");
  show(byRole("officer-title"), Boolean(counter?.officer_title));
  show(byRole("who"), Boolean(counter?.officer));
  showNote(counter);
  show(byRole("priority"), Boolean(counter?.priority));
  showFields(counter, waiting);
}

/** What the counter says besides: in Vietnamese, and in English where that is another text. @param {Counter | undefined} counter */
function showNote(counter) {
  const { vi = "", en = "" } = counter?.note ?? {};
  setText(byRole("note-vi"), vi);
  setText(byRole("note-en"), en === vi ? "" : en);
  show(byRole("note"), vi !== "");
}

/** @param {Counter | undefined} counter @returns {string} which of the words below the number fits */
function wordFor(counter) {
  if (!counter) return "gone";
  if (counter.number) return counter.ticket_state ?? "called";
  return counter.state === "closed" ? "desk-closed" : counter.state;
}

/** @param {Counter | undefined} counter @param {import("./queues.js").Queue[]} queues */
function showFields(counter, queues) {
  const served = counter && counter.state !== "closed" ? counter.fields : [];
  const known = queues.filter(({ field }) => served.includes(field)).slice(0, FIELDS_SHOWN);
  document.body.dataset.fields = known.length > 3 ? "many" : "few";
  syncList(byRole("fields"), known, ({ field }) => field, () => stamp("field-template"), (item, { prefix, names }) => {
    setText(byRole("prefix", item), prefix);
    setText(byRole("vi", item), names.vi);
  });
}
