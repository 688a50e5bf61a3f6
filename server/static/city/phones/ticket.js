/** One's own number: the page knows it by its address, and finds its place in the centre's file. */

import { onAction } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { Alert } from "/static/track/alert.js";
import { hasParts } from "./ask.js";
import { follow } from "./follow.js";
import { standing } from "./place.js";
import { showNotify, showNumber, showStanding } from "./ticket_view.js";

const SLIP = /\/([A-Z0-9]+)-(\d{4})(\d\d)(\d\d)$/;

/** @typedef {import("./feed.d.ts").CentreFeed} CentreFeed */

/** @param {unknown} said @returns {said is CentreFeed} */
const isCentre = (said) => hasParts(said, ["fields", "lines", "waits", "calls", "counters"]);

mount("city-ticket", (body) => {
  const [, number = "", year, month, date] = SLIP.exec(location.pathname) ?? [];
  const day = `${year}-${month}-${date}`;
  const alert = new Alert();
  /** @type {string | null} the call that was heard last */
  let call = null;
  showNumber(number, `${date}/${month}/${year}`);
  follow(`/w/${body.dataset.centre}.json`, isCentre, (feed, now) => {
    const found = standing(feed, number, day);
    showStanding(body, number, found, feed, now);
    showNotify(body, alert.audio !== null);
    const heard = found.state === "called" ? `${found.counter} ${found.calledAt}` : "";
    if (call !== null && heard && heard !== call) alert.ring();
    call = heard;
  });
  onAction(body, (name) => {
    if (name !== "notify") return;
    alert.allow();
    showNotify(body, true);
  });
});
