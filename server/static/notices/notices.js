/** The manager's page of notices: what stands is asked for anew after each act and when somebody else moved something. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { pick } from "/static/js/texts.js";
import { createSaid } from "/static/admin/said.js";
import { showLive, showStale } from "/static/staff.js";
import { bindEmergencies, showEmergencies } from "./emergencies.js";
import { bindForm } from "./form.js";
import { bindList, showList } from "./list.js";
import { bindOutages, showOutages } from "./outages.js";

/**
 * @typedef {{limits: {letters: Record<string, number>, line: number, mb: Record<string, number>},
 *   halls: Record<string, string>}} Facts
 * @typedef {{facts: Facts, clock: import("/static/js/clock.js").Clock,
 *   act: (path: string, body: object, text?: string) => Promise<any>}} Tools `act` answers null when it was refused
 */

mount("notices", () => {
  const api = createApi();
  const clock = createClock();
  const said = createSaid();
  /** @type {Facts} */
  const facts = JSON.parse(byRole("facts").textContent ?? "{}");
  /** @type {number | null} */
  let moves = null;

  const load = async () => draw(await api.get("/notices"));
  /** @param {any} standing */
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
        await load();
        if (text) said.done(text);
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
    onSnapshot: (snapshot) => {
      clock.sync(snapshot.at);
      showLive(true);
      if (snapshot.notices !== moves) load();
      moves = snapshot.notices;
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(() => moves !== null && setText(byRole("clock"), clock.time()));
});
