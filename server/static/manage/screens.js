/** The manager's page of hall screens: how each is, kept fresh by the live line, and what to do about it. */

import { byRole, setText, show, syncList } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { stamp } from "/static/js/stamp.js";
import { t } from "/static/js/texts.js";
import { followLine } from "./line.js";

/**
 * @typedef {import("/static/js/clock.js").Clock} Clock
 * @typedef {{at: string, behind: number, fps: number, sound: string, version: string}} Report
 * @typedef {{id: number, watched: boolean, last_seen: string | null, report: Report | null, troubles: string[]}} Screen
 */

mount("admin-screens", () => {
  const clock = followLine((view) => {
    for (const screen of view.screens) showScreen(screen, clock);
  });
});

/** @param {Screen} screen @param {Clock} clock */
function showScreen(screen, clock) {
  const row = document.querySelector(`[data-screen="${screen.id}"]`);
  if (!row) return; // paired in another window: it is there when the page is loaded again
  const state = stateOf(screen);
  byRole("state", row).dataset.state = { good: "ready", bad: "error", unwatched: "none" }[state];
  setText(byRole("state", row), t(state));
  const troubles = byRole("troubles", row);
  syncList(troubles, screen.troubles, (name) => name, () => stamp("trouble-template"), (node, name) =>
    setText(byRole("text", node), t(`trouble_${name}`)),
  );
  show(troubles, screen.troubles.length > 0);
  setText(byRole("facts", row), factsOf(screen, clock));
}

/** @param {Screen} screen */
function stateOf({ watched, troubles }) {
  if (troubles.length > 0) return "bad";
  return watched ? "good" : "unwatched";
}

/** @param {Screen} screen @param {Clock} clock */
function factsOf({ watched, last_seen, report }, clock) {
  if (!watched) return `${seenText(last_seen, clock)} ${t("plain_says_nothing")}`;
  if (report) {
    const { at, behind, fps, sound, version } = report;
    return t("report", { time: clock.time(at), behind, fps, sound: t(`sound_${sound}`), version });
  }
  return seenText(last_seen, clock);
}

/** @param {string | null} at @param {Clock} clock */
function seenText(at, clock) {
  return at ? t("seen", { time: clock.time(at) }) : t("never");
}
