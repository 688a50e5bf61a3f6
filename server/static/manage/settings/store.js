/** What is set, as it was last asked for, and the way to set it: each change names the version that was seen. */

import { allDifferences } from "./words.js";

/**
 * @typedef {import("./forms.d.ts").Settings} Settings
 * @typedef {import("./forms.d.ts").Forms} Forms
 * @typedef {{version: number}} Told with each part by its name
 * @typedef {ReturnType<typeof createStore>} Store
 */

/** @param {import("/static/js/api.js").Api} api @param {Forms} forms */
export function createStore(api, forms) {
  let version = 0;
  /** @type {Settings} */
  let settings = {};
  const take = (/** @type {Told} */ told) => {
    const { version: seen, ...rest } = told;
    version = seen;
    settings = /** @type {Settings} */ (/** @type {unknown} */ (rest));
  };
  const load = async () => {
    /** @type {Told} */
    const told = await api.get("/settings");
    take(told);
  };
  return {
    load,
    version: () => version,
    settings: () => settings,
    /** @param {"PUT" | "DELETE" | "POST"} method @param {string} path @param {object} [body] */
    async send(method, path, body) {
      /** @type {Told} */
      const told = await api.change(method, path, version, body);
      take(told);
    },
    /** Somebody else was faster: asks anew. @returns {Promise<import("./forms.d.ts").Line[]>} what they changed */
    async catchUp() {
      const before = settings;
      await load();
      return allDifferences(forms, before, settings);
    },
  };
}
