/** The procedures that were asked for, a page at a time. */

import { ApiError } from "/static/js/api.js";
import { byRole, onAction, setText, show, syncList } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";

/**
 * @typedef {import("./procedures.js").Procedure} Procedure
 * @typedef {import("./procedures.js").Tools} Tools
 */

const AFTER_TYPING_MS = 200;

/**
 * @param {Tools} tools
 * @param {{edit: (procedure: Procedure) => void, switchOff: (procedure: Procedure) => void}} acts
 * @param {number} limit how many on a page
 */
export function createList(tools, acts, limit) {
  let offset = 0;
  let asked = 0;
  /** @type {Procedure[]} */
  let items = [];

  const load = async () => {
    asked += 1;
    const mine = asked;
    /** @type {import("/static/js/answers.d.ts").ManagedProcedures} */
    const page = await tools.api.get(`/procedures/all?${query(offset, limit)}`);
    if (mine !== asked) return;
    if (page.items.length === 0 && offset > 0) {
      offset = 0;
      await load();
      return;
    }
    items = page.items;
    draw(page);
  };
  /** @param {import("/static/js/answers.d.ts").ManagedProcedures} page */
  const draw = ({ total, all }) => {
    show(byRole("list"), items.length > 0);
    show(byRole("none"), items.length === 0);
    setText(byRole("found"), t(total === all ? "found_all" : "found_some", { found: total, count: all }));
    show(byRole("pager"), total > limit);
    setText(byRole("place"), t("place", { first: offset + 1, last: offset + items.length, found: total }));
    /** @type {HTMLButtonElement} */ (byRole("back")).disabled = offset === 0;
    /** @type {HTMLButtonElement} */ (byRole("next")).disabled = offset + items.length >= total;
    syncList(byRole("list"), items, ({ code }) => code, () => stamp("row-template"), (row, each) => fill(row, each, tools));
  };
  /** @param {number} to */
  const turn = async (to) => {
    offset = Math.max(0, to);
    await tools.load();
    byRole("here").scrollIntoView();
  };

  listen(() => {
    offset = 0;
    void tools.load();
  });
  byRole("back").addEventListener("click", () => turn(offset - limit));
  byRole("next").addEventListener("click", () => turn(offset + limit));
  onAction(byRole("list"), (name, pressed) => {
    const code = /** @type {HTMLElement} */ (pressed.closest("li")).dataset.key;
    const procedure = items.find((each) => each.code === code);
    if (!procedure) return;
    if (name === "edit") acts.edit(procedure);
    else if (procedure.active) acts.switchOff(procedure);
    else void switchOn(procedure, tools);
  });
  return { load };
}

/** @param {() => void} ask */
function listen(ask) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const form = byRole("search-form");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(ask, AFTER_TYPING_MS);
  });
}

/** @param {number} offset @param {number} limit */
function query(offset, limit) {
  const said = new FormData(/** @type {HTMLFormElement} */ (byRole("search-form")));
  const words = { q: said.get("search"), field: said.get("in"), state: said.get("state") };
  const told = Object.entries(words).filter(([, value]) => value);
  return new URLSearchParams([...told.map(([name, value]) => [name, String(value)]), ["offset", `${offset}`], ["limit", `${limit}`]]);
}

/** @param {Procedure} procedure @param {Tools} tools */
async function switchOn(procedure, { api, done, said, load }) {
  try {
    /** @type {Procedure} */
    const { version } = await api.change("PUT", `/procedures/${procedure.code}`, procedure.version, {});
    await done(t("said_on", { name: procedure.short_name }), version);
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    await load();
    said.problem(problem);
  }
}

/** @param {HTMLElement} row @param {Procedure} procedure @param {Tools} tools */
function fill(row, { code, short_name: name, field, said, active, version }, { fields }) {
  setText(byRole("name", row), name);
  setText(byRole("facts", row), [code, fields[field] ?? field, ...said.slice(0, 3)].join(" · "));
  show(byRole("off", row), !active);
  show(byRole("changed", row), version > 0);
  setText(byRole("switch", row), t(active ? "switch_off" : "switch_on"));
  for (const node of row.querySelectorAll('[data-role="of"]')) setText(node, name);
}
