/** Tells somebody who looks elsewhere: a chime and a buzz, once they have asked for it by a touch. */

const NOTES_HZ = /** @type {const} */ ([880, 1108.73, 1318.51]);
const NOTE_S = 0.35;
const ROUNDS = 3;
const ROUND_EVERY_S = 2;
const BUZZ_MS = [500, 200, 500, 200, 500];
const LOUDNESS = 0.6;

export class Alert {
  constructor() {
    /** @type {AudioContext | null} browsers let a page sound only after a touch, so it is made by one */
    this.audio = null;
  }

  /** Called by a touch: from now on `ring` is heard; a short note shows how it sounds. */
  allow() {
    this.audio ??= new AudioContext();
    this.audio.resume();
    this.note(NOTES_HZ[0], this.audio.currentTime);
    navigator.vibrate?.(BUZZ_MS.slice(0, 1));
  }

  /** The person is called. */
  ring() {
    navigator.vibrate?.(BUZZ_MS);
    if (!this.audio) return;
    this.audio.resume();
    const now = this.audio.currentTime;
    for (let round = 0; round < ROUNDS; round += 1) {
      NOTES_HZ.forEach((hertz, place) => this.note(hertz, now + round * ROUND_EVERY_S + place * NOTE_S));
    }
  }

  /** @param {number} hertz @param {number} at seconds by the audio clock */
  note(hertz, at) {
    if (!this.audio) return;
    const [tone, volume] = [this.audio.createOscillator(), this.audio.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(LOUDNESS, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 2 * NOTE_S);
    tone.connect(volume).connect(this.audio.destination);
    tone.start(at);
    tone.stop(at + 2 * NOTE_S);
  }
}
