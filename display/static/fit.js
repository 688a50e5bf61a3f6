/** Names stand whole: where one would be cut at its usual size, all of its list are set smaller, step by step. */

const STEPS = ["usual", "tight", "small", "smallest"];
/** So much of a letter's height beyond its box means that a line is lost. */
const LOST = 0.5;

/** What each list was fitted for. @type {WeakMap<HTMLElement, string>} */
const fitted = new WeakMap();

/** Choose the list's step for what stands in it now. @param {HTMLElement} list */
export function fitNames(list) {
  const drawn = asDrawn(list);
  if (fitted.get(list) === drawn) return;
  const names = [...list.querySelectorAll('.hall-clip[lang="vi"]')];
  for (const step of STEPS) {
    list.dataset.names = step;
    if (!names.some(isCut)) break;
  }
  fitted.set(list, drawn);
}

/** What the room for names depends on. @param {HTMLElement} list */
function asDrawn(list) {
  const { fields = "", queues = "", shape = "" } = document.body.dataset;
  return [list.textContent, innerWidth, innerHeight, fields, queues, shape, document.fonts.status].join("\n");
}

/** @param {Element} name */
function isCut(name) {
  return name.scrollHeight > name.clientHeight + LOST * parseFloat(getComputedStyle(name).fontSize);
}
