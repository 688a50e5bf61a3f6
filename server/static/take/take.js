/** The form of numbers on phones follows the centre: fields, hours, an emergency; what was chosen on it stays. */

const ASK_EVERY_MS = 10_000;
/** Everybody's phone at its own moment. */
const SPREAD = 0.2;

let shown = document.body.dataset.shows ?? "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch("/take/shows", { cache: "no-store" });
    const { shows } = answer.ok ? await answer.json() : { shows: shown };
    if (shows !== shown) {
      const { renew } = await import("/static/phone/renew.js");
      if (await renew(addressOf())) shown = shows;
    }
  } catch {
    // Asked again at the next look.
  }
  timer = setTimeout(look, ASK_EVERY_MS * (1 + SPREAD * Math.random()));
}

/** This page, with the words that were looked for. */
function addressOf() {
  const words = /** @type {HTMLInputElement | null} */ (document.querySelector('form[method="post"] input[name="q"]'))?.value;
  return words ? `/take?q=${encodeURIComponent(words)}` : "/take";
}

document.addEventListener("visibilitychange", look);
timer = setTimeout(look, ASK_EVERY_MS);
