/** A note that a page makes itself; browsers let it sound only once somebody has touched the page. */

/** @param {AudioContext} audio @param {number} hertz @param {number} at seconds by the audio clock @param {number} lasts_s @param {number} loudness 0–1 */
export function playNote(audio, hertz, at, lasts_s, loudness) {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(loudness, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + lasts_s);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + lasts_s);
}
