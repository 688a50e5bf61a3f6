/** Who waits: for each field how many people, and how long somebody who comes now will wait. */

import { byRole, setText, syncList, show } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { unbroken } from "/static/js/texts.js";
import { waitFigures } from "/static/js/wait.js";
import { fitNames } from "./fit.js";

/**
 * @typedef {import("/static/js/wait.js").Wait} Wait
 * @typedef {{field: string, names: {vi: string, en: string}, prefix: string, waiting: number, wait: Wait | null}} Queue
 */

const ONE_ROW = 5;
const TWO_ROWS = 12;
const COMPACT_ROWS = 4;

/** @param {Queue[]} queues */
export function showQueues(queues) {
  const list = byRole("fields");
  const rows = queues.length <= ONE_ROW ? 1 : queues.length <= TWO_ROWS ? 2 : COMPACT_ROWS;
  document.body.dataset.queues = rows === COMPACT_ROWS ? "many" : "few";
  list.style.setProperty("--columns", String(Math.max(1, Math.ceil(queues.length / rows))));
  show(byRole("queues"), queues.length > 0);
  syncList(list, queues, ({ field }) => field, () => stamp("queue-template"), fill);
  fitNames(list);
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
