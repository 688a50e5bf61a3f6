/** The hall's voice on this screen: plays what the server tells, when it tells, and says whether it can be heard. */

import { byRole, setText, show } from "/static/js/dom.js";
import { canSay, hushOwnVoice, say } from "./own_voice.js";
import { createPlayer, isBlocked } from "./player.js";
import { fetchSound } from "./sound_file.js";

const TELL_AGAIN_MS = 30_000;
/** A screen that slept does not say afterwards what was called meanwhile. */
const TOO_LATE_MS = 3_000;
/** The server tells the next announcement when one has ended: so long it may be on its way. */
const NEXT_WITHIN_MS = 2_000;

/**
 * @typedef {object} Turn what the server lets be heard
 * @property {number} id
 * @property {string | null} number
 * @property {number | null} counter
 * @property {string | null} [counter_name] what people know it by, where that is not its number
 * @property {string | null} url
 * @property {{lang: string, text: string}[]} say for the browser's own voice
 * @property {string} at the server's time when it told
 * @property {string} starts_at the moment of the first sound, the same on all screens
 * @property {number} length_s
 * @property {number} volume
 * @property {number} speed
 *
 * @typedef {"on" | "off" | "blocked" | "none" | "muted"} Sound
 * @typedef {{turn: Turn, due: number, file: Promise<string | null>, hushed: boolean}} Job
 */

/**
 * @returns {{events: {speak: (turn: Turn) => void, hush: (turn: {id: number}) => void},
 *   tell: (send: (event: string, payload: unknown) => void) => void, silent: () => boolean}} `silent`: nothing is
 *   heard, and nothing that waited behind it is about to be
 */
export function startVoice() {
  const audio = /** @type {HTMLAudioElement} */ (byRole("voice"));
  const player = createPlayer(audio);
  const silent = audio.dataset.heard !== "true" || new URLSearchParams(location.search).get("sound") === "off";
  /** @type {Sound} */
  let sound = silent ? "off" : "on";
  let toldAt = -Infinity;
  /** Whether the file of this turn came out, and the first number that was spoken here: the server keeps who was heard. */
  let played = false;
  /** @type {string | null} */
  let spoke = null;
  /** @type {Job[]} */
  const jobs = [];
  let endedAt = -Infinity;
  let last = Promise.resolve();

  /** @param {Sound} now */
  const mark = (now) => {
    show(byRole("sound-on"), now === "blocked");
    if (now === sound) return;
    sound = now;
    toldAt = -Infinity;
    window.dispatchEvent(new CustomEvent("screen-sound", { detail: sound }));
  };
  const unlock = async () => mark((await isBlocked(player)) ? "blocked" : "on");

  /** @param {Job} job */
  const perform = async (job) => {
    const { turn } = job;
    const file = await job.file;
    if (file) player.load(file);
    await until(job.due);
    if (!job.hushed && Date.now() - job.due < 1000 * turn.length_s + TOO_LATE_MS) {
      showTurn(turn);
      if (!silent) await speak(job, file);
      else await until(job.due + 1000 * turn.length_s, () => job.hushed);
      showTurn(null);
    }
    jobs.splice(jobs.indexOf(job), 1);
    endedAt = performance.now();
    if (!file) return;
    player.unload();
    URL.revokeObjectURL(file);
  };
  /** @param {Job} job @param {string | null} file */
  const speak = async (job, file) => {
    played = false;
    mark(await heard(job, file));
    if (spoke !== null || sound !== "on" || job.hushed || !(file ? played : job.turn.say.length > 0)) return;
    spoke = job.turn.number;
    toldAt = -Infinity;
  };
  /** @param {Job} job @param {string | null} file @returns {Promise<Sound>} */
  const heard = async (job, file) => {
    const { turn } = job;
    if (file && !(await player.play(turn))) return "blocked";
    if (job.hushed && !played) return sound;
    if (turn.say.length > 0 ? !canSay("vi") : !played) return sound === "blocked" ? sound : "none";
    for (const sentence of turn.say) if (!job.hushed) await say(sentence, turn);
    return turn.volume === 0 ? "muted" : "on";
  };

  audio.addEventListener("playing", () => {
    played = true;
    if (sound === "blocked") mark("on");
  });
  // Wherever the screen is touched: the button is small, so that it covers nothing.
  document.addEventListener("click", () => void (sound === "blocked" && unlock()));
  window.dispatchEvent(new CustomEvent("screen-sound", { detail: sound }));
  if (!silent) void unlock();
  return {
    events: {
      speak: (turn) => {
        const due = Date.now() + Date.parse(turn.starts_at) - Date.parse(turn.at);
        const job = { turn, due, file: silent || !turn.url ? Promise.resolve(null) : fetchSound(turn.url), hushed: false };
        jobs.push(job);
        last = last.then(() => perform(job)).catch((error) => console.error("an announcement failed", error));
      },
      hush: ({ id }) => {
        for (const job of jobs.filter((each) => each.turn.id === id)) {
          job.hushed = true;
          if (jobs[0] !== job) continue;
          player.stop();
          hushOwnVoice();
        }
      },
    },
    silent: () => jobs.length === 0 && performance.now() - endedAt > NEXT_WITHIN_MS,
    tell(send) {
      if (performance.now() - toldAt < TELL_AGAIN_MS) return;
      toldAt = performance.now();
      send("sound", spoke === null ? { sound } : { sound, spoke });
    },
  };
}

/** @param {Turn | null} turn what is spoken now */
function showTurn(turn) {
  show(byRole("speaking"), turn !== null && turn.number !== null);
  setText(byRole("speaking-number"), turn?.number ?? "");
  setText(byRole("speaking-counter"), turn?.counter_name ?? String(turn?.counter ?? ""));
}

/** @param {number} moment by Date.now() @param {() => boolean} [over] ends the waiting early */
async function until(moment, over = () => false) {
  while (Date.now() < moment && !over()) {
    await new Promise((done) => setTimeout(done, Math.min(100, moment - Date.now())));
  }
}
