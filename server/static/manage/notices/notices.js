/** The manager's page of notices: what stands is asked for anew after each act and when somebody else moved something. */

import { ApiError, createApi } from "/static/js/api.js";
import { createClock } from "/static/js/clock.js";
import { byRole } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { createLoaded } from "/static/manage/loaded.js";
import { createSaid } from "/static/manage/said.js";
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

const EVERY_MS = 1000;

mount("notices", () => {
  const api = createApi();
  const clock = createClock();
  const said = createSaid();
  /** @type {Facts} */
  const facts = JSON.parse(byRole("facts").textContent ?? "{}");
  const ask = async () => draw(await api.get("/notices"));
  const { load, begin } = createLoaded(ask, { versionOf: ({ notices }) => notices, everyMs: EVERY_MS, clock });
  /** @param {import("/static/js/answers.d.ts").Standing} standing */
  const draw = (standing) => {
    showEmergencies(standing.emergencies, tools);
    showOutages(standing.outages);
    showList(standing.items, tools);
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
  bindList(tools, bindForm({ api, facts, onAdded: load, said }));

  begin();
});
