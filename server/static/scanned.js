/** Pages of officers and managers act on keys pressed by hand alone; that a scanner typed is said politely. */

import { onlyByHand } from "./js/by_hand.js";
import { byRole, setText } from "./js/dom.js";
import { t } from "./js/texts.js";

const SAID_FOR_MS = 10_000;

const line = byRole("scanned");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

onlyByHand(() => {
  clearTimeout(later);
  // What lies outside an open dialog is neither seen nor read aloud.
  const place = document.querySelector("dialog[open]") ?? document.body;
  if (line.parentNode !== place) place.append(line);
  setText(line, t("scanned"));
  document.dispatchEvent(new CustomEvent("scanned"));
  later = setTimeout(() => setText(line, ""), SAID_FOR_MS);
});
