/** The manager's page of notices: what stands is asked for anew after each act and when somebody else moved something. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { pick } from "/static/js/texts.js";
import { createSaid } from "/static/manage/said.js";
import { showLive, showStale } from "/static/staff.js";
import { bindEmergencies, showEmergencies } from "./emergencies.js";
import { bindForm } from "./form.js";
import { bindList, showList } from "./list.js";
import { bindOutages, showOutages } from "./outages.js";

/**
 * @typedef {{limits: {letters: Record<string, number>, line: number, mb: Record<string, number>},
 *   halls: Record<string, string>}} Facts
 * @typedef {{facts: Facts, clock: import("/static/js/clock.js").Clock,
 *   act: (path: string, body: object, text?: string) => Promise<unknown>}} Tools `act` answers null when it was refused
 */

mount("notices", () => {
  const api = createApi();
  const clock = createClock();
  const said = createSaid();
  /** @type {Facts} */
  const facts = JSON.parse(byRole("facts").textContent ?? "{}");
  /** How often something moved, as the line tells it; and what is drawn. @type {number | null} */
  let moves = null;
  /** @type {number | null} */
  let drawn = null;
  const old = { line: false, list: false };
  /** @param {Partial<typeof old>} now */
  const mark = (now) => {
    Object.assign(old, now);
    showStale(old.line || old.list);
  };

  /** What cannot be had now is asked for again at the next word from the line. */
  const load = async () => {
    const from = moves;
    try {
      draw(await api.get("/notices"));
      drawn = from;
      mark({ list: false });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      mark({ list: true });
    }
  };
  /** @param {import("/static/js/answers.d.ts").Standing} standing */
  const draw = (standing) => {
    showEmergencies(standing.emergencies, tools);
    showOutages(standing.outages);
    showList(standing.items, tools);
    document.body.dataset.drawn = "true";
  };
  /** @type {Tools} */
  const tools = {
    facts,
    clock,
    act: async (path, body, text) => {
      try {
        const answer = await api.post(path, body, { onRetry: said.retrying });
        if (text) said.done(text);
        void load();
        return answer;
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        said.problem(problem);
        return null;
      }
    },
  };
  bindEmergencies(tools);
  bindOutages(tools);
  bindList(tools);
  bindForm({ api, facts, onAdded: load, said });

  connectLive({
    namespace: "/admin",
    onSnapshot: (/** @type {import("/static/manage/admin.js").View} */ snapshot) => {
      clock.sync(snapshot.at);
      showLive(!old.list);
      moves = snapshot.notices;
      if (drawn !== moves) void load();
    },
    onStale: (line) => mark({ line }),
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(() => moves !== null && setText(byRole("clock"), clock.time()));
});
