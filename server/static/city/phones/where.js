/** Where people wait least: the rows follow the city's file; by distance once the phone said where it is. */

import { byRole, onAction, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { language, t } from "/static/js/texts.js";
import { hasParts } from "./ask.js";
import { kilometres, kilometresText } from "./distance.js";
import { follow } from "./follow.js";
import { showRow } from "./state.js";

const POSITION_LIMIT_MS = 15_000;

/** @typedef {import("./feed.d.ts").CityFeed} CityFeed */

/** @param {unknown} said @returns {said is CityFeed} */
const isCity = (said) => hasParts(said, ["centres", "fields"]);

mount("where", (body) => {
  const field = body.dataset.field ?? "";
  const list = byRole("list");
  const rows = /** @type {HTMLElement[]} */ ([...list.children]);
  let order = rows.map(codeOf);
  /** @type {Map<string, number>} */
  let far = new Map();
  /** @type {CityFeed | null} */
  let city = null;
  /** @type {import("./distance.js").Point | null} */
  let here = null;

  /** @param {CityFeed} news @param {number} now */
  const hear = (news, now) => {
    for (const row of rows) {
      const centre = news.centres[codeOf(row)];
      const at = centre?.fields[field];
      show(row, at !== undefined);
      if (centre && at) showRow(row, centre, at, now);
    }
    city = news;
    order = news.fields[field]?.order ?? order;
    measure();
    sort();
  };
  const measure = () => {
    if (!here || !city) return;
    far = new Map();
    for (const row of rows) {
      const { lat, lon } = city.centres[codeOf(row)]?.place ?? { lat: null, lon: null };
      if (lat !== null && lon !== null) far.set(codeOf(row), kilometres(here, { lat, lon }));
      const km = far.get(codeOf(row));
      setText(byRole("distance", row), km === undefined ? "" : ` · ${t("distance", { km: kilometresText(km, language()) })}`);
    }
  };
  const sort = () => {
    const byDistance = body.dataset.order === "near";
    const key = (/** @type {HTMLElement} */ row) =>
      byDistance ? (far.get(codeOf(row)) ?? Infinity) : order.indexOf(codeOf(row));
    arrange(list, [...rows].sort((one, other) => key(one) - key(other) || 0));
  };

  show(byRole("near"), "geolocation" in navigator && window.isSecureContext);
  onAction(body, (name) => {
    if (name !== "near") return;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        here = { lat: coords.latitude, lon: coords.longitude };
        show(byRole("near"), false);
        show(byRole("order"));
        say("near_on");
        measure();
      },
      () => say("near_denied"),
      { timeout: POSITION_LIMIT_MS, maximumAge: 60_000 },
    );
  });
  byRole("order").addEventListener("change", (event) => {
    body.dataset.order = /** @type {HTMLInputElement} */ (event.target).value;
    sort();
  });
  follow("/w/city.json", isCity, hear);
});

/** @param {HTMLElement} row @returns {string} */
function codeOf(row) {
  return row.dataset.centre ?? "";
}

/** @param {string} text the key of what is said of the phone's place */
function say(text) {
  setText(byRole("near-said"), t(text));
  show(byRole("near-said"));
}

/** Rows in this order; whoever has the focus keeps it. @param {HTMLElement} list @param {HTMLElement[]} rows */
function arrange(list, rows) {
  const focused = document.activeElement;
  rows.forEach((row, place) => {
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  });
  if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
}
