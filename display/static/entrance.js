/** At the door: which field waits how long, and which open counters serve it; in the order of the fields. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { fillPlace } from "/static/js/places.js";
import { stamp } from "/static/js/stamp.js";
import { unbroken } from "/static/js/texts.js";
import { fitNames } from "./fit.js";
import { fillWait } from "./queues.js";

const FEW = 6;
const SOME = 12;
const DESKS_SHOWN = 8;
const FIRST_SHOWN = 3;
/** Names longer than this are set smaller, so that two lines hold them. */
const LONG = 34;

/**
 * @typedef {import("./queues.js").Queue} Queue
 * @typedef {import("./counters.js").Counter} Counter
 */

/** @param {{waiting: Queue[], counters: Counter[]}} board */
export function showEntrance({ waiting, counters }) {
  const list = byRole("entrance");
  const fields = [...waiting].sort((one, other) => one.prefix.localeCompare(other.prefix));
  const upright = document.body.dataset.shape === "upright";
  const size = fields.length <= FEW ? "few" : fields.length <= SOME ? "some" : "many";
  const columns = (upright ? { few: 1, some: 1, many: 2 } : { few: 1, some: 2, many: 3 })[size];
  list.style.setProperty("--columns", String(columns));
  list.style.setProperty("--rows", String(Math.max(1, Math.ceil(fields.length / columns))));
  document.body.dataset.fields = size;
  show(byRole("no-fields"), fields.length === 0);
  syncList(list, fields, ({ field }) => field, () => stamp("field-template"), (item, field) =>
    fill(item, field, desksOf(field.field, counters)));
  fitNames(list);
}

/** The open ones; where there are none, those on a break, which will be back. @param {string} field @param {Counter[]} counters */
function desksOf(field, counters) {
  const atWork = counters.filter(({ state, fields }) => state !== "closed" && fields.includes(field));
  const open = atWork.filter(({ state }) => state === "open");
  return open.length > 0 ? open : atWork;
}

/** Counters that serve somebody with priority stand by themselves. @param {HTMLElement} item @param {Queue} field @param {Counter[]} desks */
function fill(item, { names, prefix, waiting, wait, on_break: resting = false }, desks) {
  setText(byRole("prefix", item), prefix);
  setText(byRole("vi", item), unbroken(names.vi));
  setText(byRole("en", item), unbroken(names.en));
  item.toggleAttribute("data-long", names.vi.length > LONG);
  setText(byRole("waiting", item), String(waiting));
  if (wait) fillWait(item, wait);
  show(byRole("wait-shown", item), wait !== null);
  show(byRole("open-desks", item), wait !== null && desks.length > 0);
  show(byRole("no-desks", item), wait === null);
  show(byRole("resting", item), wait !== null && resting);
  const [first, others] = [desks.filter(({ priority }) => priority), desks.filter(({ priority }) => !priority)];
  fillPlace(byRole("desks", item), null, desks.some(({ own_name: name }) => name) ? namesOf(others) : null);
  setText(byRole("desks", item), namesOf(others));
  show(byRole("priority", item), wait !== null && first.length > 0);
  setText(byRole("priority-desks", item), namesOf(first, FIRST_SHOWN));
}

/** @param {Counter[]} desks @param {number} [most] */
function namesOf(desks, most = DESKS_SHOWN) {
  const shown = desks.slice(0, most).map(({ n, own_name: name }) => name ?? String(n)).join(", ");
  return desks.length > most ? `${shown}…` : shown;
}
