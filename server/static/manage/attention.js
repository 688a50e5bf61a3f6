/** What asks for attention now: who waits longest, what goes on for too long, machines that are silent; each with what answers it. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { pick, t } from "/static/js/texts.js";
import { counterWay, machinesWay, openWay } from "./ways.js";

/**
 * @typedef {{number: string, field: string, state: string, since: string, limit_s: number, counter: number | null,
 *   counter_name: string | null}} Lasting
 * @typedef {{id: number, kind: string, name: string, since: string}} Silent
 * @typedef {{longest: Lasting[], too_long: Lasting[], silent: Silent[]}} Attention
 * @typedef {{key: string, what: string, text: string, late: boolean, way: import("./ways.js").Way}} Line
 */

/**
 * @param {Attention} attention
 * @param {{fields: import("./today.js").FieldFigures[], suggestions: import("./suggestions.js").Suggestion[], clock: import("/static/js/clock.js").Clock}} now
 */
export function showAttention({ longest, too_long: tooLong, silent }, { fields, suggestions, clock }) {
  const names = new Map(fields.map((field) => [field.code, pick(field.names)]));
  const canOpen = new Set(suggestions.map(({ field }) => field));
  const minutes = (/** @type {string} */ since) => Math.max(0, Math.floor((clock.now() - Date.parse(since)) / 60_000));
  fillList("longest", longest.map((one) => ({
    key: one.number,
    what: one.number,
    text: t("waits_for", { field: names.get(one.field) ?? one.field, minutes: minutes(one.since) }),
    late: minutes(one.since) * 60 >= one.limit_s,
    way: canOpen.has(one.field) ? openWay(true) : counterWay(one.counter, one.counter_name),
  })));
  fillList("too-long", tooLong.map((one) => ({
    key: one.number,
    what: one.number,
    text: t(`too_long_${one.state}`, { minutes: minutes(one.since) }),
    late: true,
    way: counterWay(one.counter, one.counter_name),
  })));
  fillList("silent", silent.map(({ id, name, since }) => ({
    key: String(id),
    what: name,
    text: t("silent_for", { minutes: minutes(since) }),
    late: true,
    way: machinesWay(),
  })));
}

/** @param {string} list @param {Line[]} lines */
function fillList(list, lines) {
  show(byRole(`${list}-none`), lines.length === 0);
  syncList(byRole(list), lines, ({ key }) => key, () => stamp("attention-template"), (row, { what, text, late, way }) => {
    row.dataset.late = String(late);
    setText(byRole("what", row), what);
    setText(byRole("text", row), text);
    const link = row.querySelector('[data-role="way"]');
    if (!link) return;
    link.setAttribute("href", way.href);
    setText(byRole("way-text", row), way.text);
    setText(byRole("way-for", row), ` (${what})`);
  });
}
