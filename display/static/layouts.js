/** What each layout draws, from one snapshot; `tick` is what turns over by itself between two. */

import { showCalls } from "./calls.js";
import { showCounters } from "./counters.js";
import { showPresence } from "./presence.js";
import { showQueues } from "./queues.js";

/**
 * @typedef {object} Layout
 * @property {(board: any) => void} draw
 * @property {(board: any, now: number) => void} [tick] called several times a second, by the server's clock
 */

/** @type {Layout} */
const HALL = {
  draw(board) {
    showCalls(board.calls);
    showCounters(board.counters, board.waiting);
    showQueues(board.waiting);
    showPresence(board.presence);
  },
};

/** @type {Record<string, Layout>} */
export const LAYOUTS = { main: HALL, totem: HALL };
