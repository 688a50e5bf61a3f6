/** What a hall reads besides numbers: notices between calls, lines at the foot, outages, the emergency message. */

import { createApi } from "/static/js/api.js";
import { everySecond } from "/static/js/clock.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { readToken } from "/static/js/token.js";
import { showOutages } from "./outages.js";
import { Playlist } from "./playlist.js";
import { showTicker } from "./ticker.js";

/**
 * @typedef {import("./layouts.js").Board} Board
 * @typedef {import("/static/js/answers.d.ts").ShownNotice} Notice
 * @typedef {import("/static/js/answers.d.ts").Emergency} Emergency
 */

/** How long a call keeps the large place where the server does not say until when. */
const CALL_STAYS_MS = 15_000;
/** Letters beyond which an emergency message is set smaller. */
const LONG = 60;

/** @param {import("/static/js/clock.js").Clock} clock */
export function createNotices(clock) {
  const place = document.querySelector('[data-role="notice-place"]');
  const section = byRole("notices");
  place?.append(section);
  const api = createApi({ token: () => readToken("display"), patient: false });
  const report = (/** @type {Notice} */ { id }) => void api.post(`/notices/${id}/trouble`).catch(() => {});
  const playlist = new Playlist(section, byRole("notices-stage"), report);
  let busyUntil = 0;
  everySecond(() => playlist.tick(clock.now() >= busyUntil));
  return {
    /** @param {Board} board */
    show(board) {
      busyUntil = callUntil(board);
      playlist.items = place ? board.notices : [];
      playlist.tick(clock.now() >= busyUntil);
      showNewest(board.stage ? undefined : board.calls[0]);
      showTicker(board);
      showOutages(board.outages);
      showEmergency(board.emergency);
    },
  };
}

/** @param {Board} board @returns {number} until when the large place belongs to a call, milliseconds since 1970 */
function callUntil({ calls, stage }) {
  if (stage) return Math.max(0, ...stage.map(({ until }) => Date.parse(until)));
  const [newest] = calls;
  return newest ? Date.parse(newest.at) + CALL_STAYS_MS : 0;
}

/**
 * A notice never hides a call: the newest stands above it, unless the layout keeps those that have had their time on a
 * stage in a list of its own.
 * @param {{number: string, counter: number, counter_name?: string | null} | undefined} call
 */
function showNewest(call) {
  show(byRole("notices-call"), call !== undefined);
  setText(byRole("notices-number"), call?.number ?? "");
  setText(byRole("notices-counter"), call?.counter_name ?? String(call?.counter ?? ""));
}

/** @param {Emergency | null} emergency */
function showEmergency(emergency) {
  const over = byRole("emergency");
  over.dataset.length = (emergency?.vi.length ?? 0) > LONG ? "long" : "";
  setText(byRole("emergency-vi"), emergency?.vi ?? "");
  setText(byRole("emergency-en"), emergency?.en ?? "");
  show(over, emergency !== null);
}
