/** The form of numbers on phones follows the centre: fields, hours, an emergency; what was chosen on it stays. */

const ASK_EVERY_MS = 10_000;
/** Everybody's phone at its own moment. */
const SPREAD = 0.2;

/** Which of several places the form is for. */
const { point } = document.body.dataset;

let shown = document.body.dataset.shows ?? "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch(asking("/take/shows", { point }), { cache: "no-store" });
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
  return asking("/take", { q: words, point });
}

/** An address that asks for these, where there are some. @param {string} path @param {Record<string, string | undefined>} wanted */
function asking(path, wanted) {
  const query = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size ? `${path}?${query}` : path;
}

document.addEventListener("visibilitychange", look);
timer = setTimeout(look, ASK_EVERY_MS);
