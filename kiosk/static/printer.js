/** The strip that says that no slip comes out now, before anyone chooses; and for a moment, that it is put right. */

import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";

/** What a state that needs somebody (server/core/printers.py) means for people; little paper is for the staff alone, and a busy printer says nothing new. */
const TROUBLES = /** @type {Record<string, string>} */ ({
  out_of_paper: "paper_out",
  offline: "paper_trouble",
  error: "paper_trouble",
});
const SAYS_NOTHING = "busy";
const GOOD_NEWS_MS = 15_000;

let shown = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/** @param {{state: string}} printer */
export function showPaper({ state }) {
  if (state === SAYS_NOTHING) return;
  const trouble = TROUBLES[state] ?? "";
  if (trouble) return say(trouble, "warn");
  if (shown && shown !== "paper_back") {
    say("paper_back", "good");
    later = setTimeout(() => say("", "good"), GOOD_NEWS_MS);
  }
}

/** @param {string} key of the text, empty for none @param {"warn" | "good"} kind */
function say(key, kind) {
  if (key === shown) return;
  clearTimeout(later);
  shown = key;
  const text = byRole("paper-text");
  byRole("paper").dataset.kind = kind;
  show(byRole("paper"), key !== "");
  if (key) text.dataset.t = key;
  else delete text.dataset.t;
  setText(text, key && t(key));
}
