/** A request from afar on its phone: asked again while the centre has not answered, then followed in the centre's file. */

import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

const WHILE_ASKING_MS = 2_000;
/** Once there is a number, the file says the rest; only whether it lapsed is asked here. */
const AFTERWARDS_MS = 30_000;
const FILE_EVERY_MS = 10_000;
const SPREAD = 0.2;
const OVER = new Set(["refused", "cancelled", "lapsed"]);

/** @typedef {{standing: string, number: string | null, ahead: number | null, silent: boolean, words: string, step: {kind: string, state: string} | null}} View */
/** @typedef {{lines?: Record<string, string[]>, calls?: {number: string, counter: number, counter_name?: string | null}[]}} Feed */

mount("afar", (body) => {
  const { address = "", centre = "", field = "", number = "" } = body.dataset;
  const began = body.dataset.standing ?? "";
  let step = body.dataset.step ?? ""; // as the page was drawn: the answer may be there before it asks for the first time
  let called = false;

  const look = async () => {
    try {
      const answer = await fetch(address, { cache: "no-store" });
      if (answer.status === 404) await askAgain(body.dataset);
      else if (answer.ok) hear(await answer.json());
      show(byRole("stale"), false);
    } catch {
      show(byRole("stale"), true);
    }
    later(look, OVER.has(body.dataset.standing ?? "") ? 0 : pause());
  };
  const pause = () => (number && step !== "asked" ? AFTERWARDS_MS : WHILE_ASKING_MS);
  /** @param {View} view */
  const hear = (view) => {
    const was = step;
    step = view.step?.state ?? "";
    // A number that has come, somebody who is there, what the centre says to the digits: the page is drawn anew by the server.
    if (drawn(view.standing) !== drawn(began) || (was === "asked" && step !== "asked")) return location.reload();
    show(byRole("silent"), view.silent && view.number !== null);
    if (!called) stand(body, view.standing);
    setText(byRole("words"), view.words);
  };
  const follow = async () => {
    try {
      const answer = await fetch(`/w/${centre}.json`);
      if (answer.ok) called = place(body, await answer.json(), field, number);
    } catch {
      // The file is asked for again.
    }
    later(follow, FILE_EVERY_MS);
  };
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  look();
  if (number && !OVER.has(began)) follow();
});

/** Standings of one kind of page. @param {string} standing */
function drawn(standing) {
  return standing === "silent" || standing === "expired" ? "asking" : standing;
}

/** @param {HTMLElement} body @param {string} standing */
function stand(body, standing) {
  body.dataset.standing = standing;
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll(".track-state"))) show(node, node.dataset.state === standing);
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("[data-only]"))) {
    show(node, (node.dataset.only ?? "").split(" ").includes(standing));
  }
}

/**
 * Where the number stands by the centre's own order.
 * @param {HTMLElement} body @param {Feed} feed @param {string} field @param {string} number
 * @returns {boolean} whether it is called
 */
function place(body, { lines = {}, calls = [] }, field, number) {
  const call = calls.find((each) => each.number === number);
  const line = lines[field] ?? [];
  const at = line.indexOf(number);
  if (call && at < 0 && body.dataset.standing === "checked_in") {
    setText(byRole("counter"), call.counter_name ?? String(call.counter));
    if (call.counter_name) byRole("counter").dataset.named = "true";
    stand(body, "called");
    return true;
  }
  show(byRole("place-in-line"), at >= 0);
  if (at >= 0) setText(byRole("ahead-here"), String(at));
  else setText(byRole("ahead"), String(line.filter((other) => before(other, number)).length));
  return false;
}

/** Whether a number was given before another of the same letters. @param {string} one @param {string} other */
function before(one, other) {
  const [, letters, n] = /^(\D+)(\d+)$/.exec(one) ?? [];
  const [, others, m] = /^(\D+)(\d+)$/.exec(other) ?? [];
  return letters === others && Number(n) < Number(m);
}

/** The city may have lost what it was told last: the phone knows, and asks the same once more. @param {DOMStringMap} known */
async function askAgain({ centre, request: id, field, procedure }) {
  const said = JSON.stringify({ centre, id, field, procedure: procedure || null, language: document.documentElement.lang });
  await fetch("/public/requests", { method: "POST", headers: { "Content-Type": "application/json" }, body: said });
}

/** Everybody's phone at its own moment; 0 for never. @param {() => void} act @param {number} ms */
function later(act, ms) {
  if (ms) setTimeout(act, ms * (1 + SPREAD * Math.random()));
}
