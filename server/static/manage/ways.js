/** Where the manager goes to answer what asks for attention. */

import { t } from "/static/js/texts.js";

/** @typedef {{href: string, text: string}} Way */

/** @type {Record<string, () => Way>} */
const OF_METRIC = {
  device_silent_minutes: () => machinesWay(),
  printer_trouble: () => ({ href: "/admin/printer", text: t("way_printer") }),
  backup_age_hours: () => backupsWay(),
  arrivals_above_usual: () => ({ href: "#arrivals-title", text: t("way_arrivals") }),
  waiting: () => openWay(false),
};

/** @param {{metric: string, about: string, counter: number | null}} alert @param {Set<string>} canOpen the fields for which a closed counter is suggested */
export function wayOf({ metric, about, counter }, canOpen) {
  if (about.startsWith("field:")) return openWay(canOpen.has(about.slice("field:".length)));
  if (about.startsWith("ticket:")) return counterWay(counter);
  if (about.startsWith("second:")) return backupsWay();
  return OF_METRIC[metric]?.() ?? openWay(false);
}

/** @param {boolean} canOpen @returns {Way} to the suggestion of a counter to open, else to the counters */
export function openWay(canOpen) {
  return canOpen ? { href: "#standby-title", text: t("way_open") } : { href: "#counters-title", text: t("way_counters") };
}

/** @param {number | null} counter @param {string | null} [name] @returns {Way} */
export function counterWay(counter, name = null) {
  if (counter === null) return openWay(false);
  return { href: `/counter/${counter}`, text: t("way_counter", { counter: name ?? t("counter_n", { n: counter }) }) };
}

/** @returns {Way} */
function backupsWay() {
  return { href: "/admin/backups", text: t("way_backups") };
}

/** @returns {Way} */
export function machinesWay() {
  return { href: "/admin/devices", text: t("way_devices") };
}
