/** What each layout draws from a snapshot; what changes by time alone is drawn again several times a second. */

import { byRole } from "/static/js/dom.js";
import { showCalls } from "./calls.js";
import { showCounters } from "./counters.js";
import { showEntrance } from "./entrance.js";
import { showMissed } from "./missed.js";
import { turnPage } from "./pages.js";
import { showPanel } from "./panel.js";
import { showPresence } from "./presence.js";
import { showQueues } from "./queues.js";

/**
 * @typedef {import("/static/js/answers.d.ts").Board} Board
 *
 * @typedef {object} Layout
 * @property {(board: Board) => void} draw from a new snapshot
 * @property {(board: Board, now: number) => void} [turn] after `draw`, and again as the server's clock goes on
 */

/** @type {Layout} */
const HALL = {
  draw(board) {
    showQueues(board.waiting);
    showPresence(board.presence);
    showCounters(board.counters, board.waiting); // last: their grid has the height that the others leave
  },
  turn(board, now) {
    turnPage(byRole("grid"), byRole("counters-page"), now);
    turnPage(byRole("fields"), byRole("fields-page"), now);
    showMissed(board.missed, now);
    showCalls(board, now);
  },
};

/** @type {Record<string, Layout>} */
export const LAYOUTS = {
  main: HALL,
  totem: HALL,
  counter: { draw: showPanel },
  entrance: {
    draw(board) {
      showEntrance(board);
      showPresence(board.presence);
    },
  },
};
