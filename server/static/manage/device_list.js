/** The manager's page of all machines: how each is, kept fresh by the live line. */

import { byRole, setText } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";
import { keepsALine, showDevices } from "./devices.js";
import { followLine } from "./line.js";

/** @typedef {import("./devices.js").Device} Device */

mount("admin-devices", () => {
  const clock = followLine((view) => {
    showDevices(view.devices, clock);
    for (const device of view.devices) showState(device);
  });
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
