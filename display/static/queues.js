/** Who waits: for each field how many people, and how long somebody who comes now will wait. */

import { byRole, setText, syncList, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { unbroken } from "/static/js/texts.js";
import { waitFigures } from "/static/js/wait.js";
import { fitNames } from "./fit.js";
import { evenly } from "./pages.js";

/**
 * @typedef {import("/static/js/wait.js").Wait} Wait
 * @typedef {{field: string, names: {vi: string, en: string}, prefix: string, waiting: number, wait: Wait | null, on_break?: boolean}} Queue
 */

const ONE_ROW = 5;
const TWO_ROWS = 12;
const COMPACT_ROWS = 4;
/** Fields on a page where all at once would lose a part of their names: as many as keep them whole. */
const PAGES = [12, 10, 8, 6, 4, 2];
const PAGE_ROWS = 2;
const UPRIGHT_COLUMNS = 2;

/** @param {Queue[]} queues */
export function showQueues(queues) {
  const list = byRole("fields");
  show(byRole("queues"), queues.length > 0);
  syncList(list, queues, ({ field }) => field, () => stamp("queue-template"), fill);
  const many = queues.length;
  const pages = PAGES.filter((most) => most < many).map((most) => evenly(many, most));
  fitNames(list, {
    arrangements: [
      () => arrange(list, many, many <= ONE_ROW ? 1 : many <= TWO_ROWS ? PAGE_ROWS : COMPACT_ROWS),
      ...pages.map((size) => () => arrange(list, size, PAGE_ROWS)),
    ],
  });
}

/** @param {HTMLElement} list @param {number} shown fields at once @param {number} rows @returns {number} how many stand on a page */
function arrange(list, shown, rows) {
  document.body.dataset.queues = rows === COMPACT_ROWS ? "many" : "few";
  list.style.setProperty("--columns", String(Math.max(1, Math.ceil(shown / rows))));
  list.style.setProperty("--page-rows", String(Math.ceil(shown / UPRIGHT_COLUMNS)));
  return shown;
}

/** @param {HTMLElement} item @param {Queue} queue */
function fill(item, { names, prefix, waiting, wait }) {
  setText(byRole("prefix", item), prefix);
  setText(byRole("vi", item), unbroken(names.vi));
  setText(byRole("en", item), unbroken(names.en));
  setText(byRole("waiting", item), String(waiting));
  if (wait) fillWait(item, wait);
  show(byRole("wait-shown", item), waiting > 0 && wait !== null);
  show(byRole("unserved", item), waiting > 0 && wait === null);
  item.toggleAttribute("data-unserved", waiting > 0 && wait === null);
  item.classList.toggle("is-empty", waiting === 0);
}

/** The figures, and whichever unit stands ready beside them. @param {HTMLElement} item @param {Wait} wait */
export function fillWait(item, wait) {
  const { figures, unit } = waitFigures(wait);
  setText(byRole("wait", item), figures);
  for (const node of item.querySelectorAll("[data-unit]")) show(node, /** @type {HTMLElement} */ (node).dataset.unit === unit);
}
