/**
 * One voice, one sentence at a time: sound made by the server (or the kiosk's own box), else the browser's own voice
 * of that language. What is asked for anew silences what was being said.
 */

/** @typedef {import("./say.js").Phrase} Phrase */

const PATIENCE_MS = 4000;
/** The status of `speech_missing`. */
const MISSING = 409;
const VOICES_WITHIN_MS = 1000;

export class Voice {
  /**
   * @param {() => string | null} token the machine's
   * @param {() => void} lost told when there is no voice for a language at all
   */
  constructor(token, lost) {
    this.token = token;
    this.lost = lost;
    /** @type {AudioContext | null} */
    this.sound = null;
    /** @type {Phrase[]} */
    this.queue = [];
    /** Which sentence is the present one; an older one that is still on its way is dropped. */
    this.turn = 0;
    this.speaking = false;
    this.needed = true;
    /** @type {Set<string>} languages that the server does not speak */
    this.unknown = new Set();
    /** @type {() => void} */
    this.stop = () => {};
  }

  /**
   * Say this instead of what is being said.
   * @param {Phrase[]} phrases
   * @param {boolean} [needed] whether it is told when nobody can say it
   */
  say(phrases, needed = true) {
    this.turn += 1;
    this.stop();
    this.queue = [...phrases];
    this.needed = needed;
    this.run(this.turn);
  }

  /** Say this after what is being said. @param {Phrase[]} phrases */
  add(phrases) {
    this.queue.push(...phrases);
    if (!this.speaking) this.run(this.turn);
  }

  /** @param {number} turn */
  async run(turn) {
    this.speaking = true;
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      const spoken = await this.speak(next, turn);
      if (turn !== this.turn) return;
      if (!spoken && this.needed) {
        this.queue = [];
        this.lost();
      }
    }
    this.speaking = false;
  }

  /** @param {Phrase} phrase @param {number} turn @returns {Promise<boolean>} whether anybody could say it */
  async speak(phrase, turn) {
    const wave = await this.fetch(phrase).catch(() => null);
    if (turn !== this.turn) return true;
    return wave ? this.play(wave) : this.byBrowser(phrase);
  }

  /** @param {Phrase} phrase @returns {Promise<AudioBuffer | null>} null where the server has no voice */
  async fetch({ text, tongue }) {
    if (this.unknown.has(tongue)) return null;
    const asked = new URLSearchParams({ text, language: tongue });
    const headers = { Authorization: `Bearer ${this.token()}` };
    const answer = await fetch(`/api/v1/speech?${asked}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status === MISSING) this.unknown.add(tongue);
    if (!answer.ok) return null;
    this.sound ??= new AudioContext();
    return this.sound.decodeAudioData(await answer.arrayBuffer());
  }

  /** @param {AudioBuffer} wave @returns {Promise<boolean>} true when it has been heard, or was stopped */
  play(wave) {
    const sound = /** @type {AudioContext} */ (this.sound);
    const source = new AudioBufferSourceNode(sound, { buffer: wave });
    source.connect(sound.destination);
    return new Promise((done) => {
      source.onended = () => done(true);
      this.stop = () => source.stop();
      source.start();
    });
  }

  /** @param {Phrase} phrase @returns {Promise<boolean>} false when the browser has no voice of this language */
  async byBrowser({ text, tongue }) {
    const turn = this.turn;
    const voice = (await voices()).find(({ lang }) => lang.toLowerCase().startsWith(tongue.toLowerCase()));
    if (!voice) return false;
    if (turn !== this.turn) return true;
    const words = new SpeechSynthesisUtterance(text);
    Object.assign(words, { voice, lang: voice.lang });
    return new Promise((done) => {
      words.onend = words.onerror = () => done(true);
      this.stop = () => speechSynthesis.cancel();
      speechSynthesis.speak(words);
    });
  }
}

/** @returns {Promise<SpeechSynthesisVoice[]>} the browser's voices, which come a moment after they are asked for */
async function voices() {
  const own = globalThis.speechSynthesis;
  if (!own || own.getVoices().length > 0) return own?.getVoices() ?? [];
  await new Promise((done) => {
    own.addEventListener("voiceschanged", done, { once: true });
    setTimeout(done, VOICES_WITHIN_MS);
  });
  return own.getVoices();
}
