/** The voices that the browser itself has, for a centre without recordings and without espeak-ng. */

const SPARE_MS = 15_000;

/** @param {string} language @returns {SpeechSynthesisVoice | undefined} */
function voiceFor(language) {
  return window.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
}

/** @param {string} language "vi" or "en" */
export function canSay(language) {
  return voiceFor(language) !== undefined;
}

/**
 * Say a sentence to its end; one that no voice can say is left out.
 * @param {{lang: string, text: string}} sentence
 * @param {{volume: number, speed: number}} how
 */
export async function say({ lang, text }, { volume, speed }) {
  const voice = voiceFor(lang);
  if (!voice) return;
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, volume, rate: speed });
  await new Promise((done) => {
    utterance.onend = utterance.onerror = done;
    setTimeout(done, SPARE_MS);
    window.speechSynthesis.speak(utterance);
  });
}

/** Fall silent at once. */
export function hushOwnVoice() {
  window.speechSynthesis?.cancel();
}
