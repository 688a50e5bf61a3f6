/** One audio element: it can play one thing at a time, which is what a hall needs. */

const SPARE_MS = 4_000;
const SILENCE_SAMPLES = 2205;

/**
 * @typedef {object} Player
 * @property {(file: string) => void} load have it ready
 * @property {(how: {volume: number, length_s: number}) => Promise<boolean>} play what is loaded, to its end or until
 *   `stop`; false when the browser lets nothing be heard
 * @property {() => void} unload let go of the file
 * @property {() => void} stop
 *
 * @param {HTMLAudioElement} audio
 * @returns {Player}
 */
export function createPlayer(audio) {
  let end = () => {};
  return {
    load(file) {
      audio.src = file;
    },
    async play({ volume, length_s }) {
      audio.volume = volume;
      const over = new Promise((done) => {
        end = () => done(undefined);
        setTimeout(end, 1000 * length_s + SPARE_MS); // a device that was pulled out never says that it ended
      });
      audio.onended = audio.onerror = () => end();
      try {
        await audio.play();
      } catch (error) {
        return /** @type {Error} */ (error).name !== "NotAllowedError";
      }
      await over;
      audio.pause();
      return true;
    },
    unload() {
      audio.removeAttribute("src");
      audio.load();
    },
    stop() {
      audio.pause();
      end();
    },
  };
}

/** Whether the browser keeps this page silent: tried with a tenth of a second of nothing. @param {Player} player */
export async function isBlocked(player) {
  const file = silentFile();
  player.load(file);
  const played = await player.play({ volume: 1, length_s: 0.1 });
  player.unload();
  URL.revokeObjectURL(file);
  return !played;
}

/** @returns {string} the address of a WAV file in which nothing is to be heard */
function silentFile() {
  const bytes = new DataView(new ArrayBuffer(44 + 2 * SILENCE_SAMPLES));
  const words = "RIFF....WAVEfmt ....................data....";
  [...words].forEach((sign, at) => bytes.setUint8(at, sign === "." ? 0 : sign.charCodeAt(0)));
  bytes.setUint32(4, 36 + 2 * SILENCE_SAMPLES, true);
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, 22050, true);
  bytes.setUint32(28, 44100, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  bytes.setUint32(40, 2 * SILENCE_SAMPLES, true);
  return URL.createObjectURL(new Blob([bytes.buffer], { type: "audio/wav" }));
}
