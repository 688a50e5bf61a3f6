/** This screen as one of many: it goes where it belongs, tells how it is, and reloads after an upgrade. */

import { createUpgrade } from "./upgrade.js";
import { goTo } from "./place.js";

const REPORT_EVERY_MS = 20_000;
const FIRST_REPORT_MS = 1_000;
const COUNT_FOR_MS = 2_000;
const MAIN = "main";

/**
 * @typedef {import("./layouts.js").Board} Board
 * @typedef {import("./place.js").Hello} Hello
 * @typedef {{send: (event: string, payload?: unknown) => void}} Line
 *
 * @param {HTMLElement} body carries `data-version`, the build that this page is of
 * @returns {{events: {hello: (hello: Hello) => void}, shown: (board: Board) => void, begin: (line: Line) => void,
 *   calledAgoMs: () => number}} `events` for the live line; `shown` is told each board, `begin` the line to tell over,
 *   once; `calledAgoMs` since a call was new here
 */
export function reportScreen(body) {
  const version = body.dataset.version ?? "";
  const upgrade = createUpgrade(version);
  let seq = 0;
  let sound = "off";
  window.addEventListener("screen-sound", (event) => {
    sound = String(/** @type {CustomEvent<string>} */ (event).detail);
  });

  /** @param {Line} line */
  const tell = async (line) => {
    const fps = await framesPerSecond();
    line.send("health", { seq, fps, sound, version, layout: body.dataset.layout ?? MAIN });
  };
  return {
    events: {
      hello: (hello) => {
        if (!goTo(hello.next)) upgrade.meet(hello.version);
      },
    },
    calledAgoMs: upgrade.calledAgoMs,
    shown(board) {
      seq = board.seq;
      upgrade.shown(board.calls);
    },
    begin(line) {
      setTimeout(tell, FIRST_REPORT_MS, line);
      setInterval(tell, REPORT_EVERY_MS, line);
    },
  };
}

/** @returns {Promise<number>} frames drawn a second, over two seconds; 0 while the page is not drawn at all */
function framesPerSecond() {
  return new Promise((done) => {
    let frames = 0;
    let counting = true;
    const count = () => {
      frames += 1;
      if (counting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    setTimeout(() => {
      counting = false;
      done(Math.round((frames * 1000) / COUNT_FOR_MS));
    }, COUNT_FOR_MS);
  });
}
