/** Counters that call for help: large, at the top, and said aloud once to screen readers. */

import { counterName } from "/static/js/counter_name.js";
import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";

/** @typedef {import("./counters.js").Counter} Counter */

/** Who has been announced: counter and time of the call. @type {Set<string>} */
const announced = new Set();

/** @param {Counter[]} counters @param {import("/static/js/clock.js").Clock} clock */
export function showHelp(counters, clock) {
  const calling = counters.filter(({ help }) => help !== null);
  calling.sort((a, b) => (a.help?.at ?? "").localeCompare(b.help?.at ?? ""));
  show(byRole("help-section"), calling.length > 0);
  syncList(byRole("help"), calling, ({ n }) => String(n), () => stamp("help-template"), (call, counter) =>
    fill(call, counter, clock));
  announce(calling);
}

/** @param {HTMLElement} call @param {Counter} counter @param {import("/static/js/clock.js").Clock} clock */
function fill(call, { n, name, officer, help }, clock) {
  call.dataset.counter = String(n);
  setText(byRole("where", call), counterName({ n, name }));
  byRole("where", call).setAttribute("href", `/counter/${n}`);
  setText(byRole("text", call), help?.text ?? "");
  setText(byRole("since", call), t("help_since", { officer: officer?.name ?? "", time: clock.time(help?.at) }));
  setText(byRole("for", call), ` ${counterName({ n, name })}`);
}

/** @param {Counter[]} calling */
function announce(calling) {
  const fresh = calling.filter(({ n, help }) => !announced.has(`${n} ${help?.at}`));
  announced.clear();
  for (const { n, help } of calling) announced.add(`${n} ${help?.at}`);
  if (calling.length === 0) setText(byRole("help-said"), "");
  if (fresh.length === 0) return;
  setText(byRole("help-said"), fresh.map((calls) => t("help_called", { counter: counterName(calls), text: calls.help?.text ?? "" })).join(" "));
}
