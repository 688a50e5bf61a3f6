/** The manager's page of all machines: how each is, kept fresh by the live line. */

import { createClock, everySecond } from "/static/js/clock.js";
import { byRole, setText } from "/static/js/dom.js";
import { connectLive } from "/static/js/live.js";
import { mount } from "/static/js/module.js";
import { pick, t } from "/static/js/texts.js";
import { showLive, showStale } from "/static/staff.js";
import { keepsALine, showDevices } from "./devices.js";

/** @typedef {import("./devices.js").Device} Device */

mount("admin-devices", (body) => {
  const clock = createClock();
  const drawClock = () => {
    if (body.dataset.ready) setText(byRole("clock"), clock.time());
  };
  connectLive({
    namespace: "/admin",
    onSnapshot: (/** @type {import("./admin.js").View} */ view) => {
      clock.sync(view.at);
      body.dataset.ready = "true";
      showLive(true);
      showDevices(view.devices, clock);
      for (const device of view.devices) showState(device);
      drawClock();
    },
    onStale: showStale,
    onRefused: ({ text }) => {
      showLive(false);
      setText(byRole("live-text"), pick(text));
    },
  });
  everySecond(drawClock);
});

/** @param {Device} device */
function showState(device) {
  const row = document.querySelector(`[data-device="${device.id}"]`);
  if (!row) return; // paired in another window, or not among what was looked for
  const state = stateOf(device);
  byRole("state", row).dataset.state = { here: "ready", gone: "error", never: "none", quiet: "none" }[state];
  setText(byRole("state", row), t(`state_${state}`));
}

/** @param {Device} device @returns {"here" | "gone" | "never" | "quiet"} */
function stateOf({ kind, last_seen, connected }) {
  if (connected) return "here";
  if (last_seen === null) return "never";
  return keepsALine(kind) ? "gone" : "quiet";
}
