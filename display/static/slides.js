/** One notice on the screen: a text, a picture, or a video without sound. */

import { el } from "/static/js/dom.js";
import { stamp } from "/static/js/stamp.js";

/** @typedef {import("./notices.js").Notice} Notice */

const LOAD_WITHIN_MS = 15_000;
const SIZES_REM = [6, 5, 4.25, 3.5, 3, 2.5, 2.125, 1.75, 1.5];

/**
 * Build it and wait until it can be seen.
 * @param {Notice} notice
 * @param {() => void} onBroken called when it fails later, while it is shown
 * @returns {Promise<HTMLElement>} rejected when its file cannot be shown
 */
export async function buildSlide(notice, onBroken) {
  const slide = stamp("slide-template");
  Object.assign(slide.dataset, { kind: notice.kind, notice: String(notice.id) });
  if (notice.kind === "text") slide.append(...texts(notice));
  else if (notice.kind === "picture") slide.append(await picture(notice));
  else slide.append(await video(notice, onBroken));
  return slide;
}

/** Let a video run from its beginning. @param {HTMLElement} slide @param {() => void} onEnd */
export function startSlide(slide, onEnd) {
  const film = slide.querySelector("video");
  if (!film) return;
  film.onended = onEnd;
  film.currentTime = 0;
  film.play().catch(() => {}); // what is wrong with it is told by its error event
}

/** Take it away; a video lets its memory go. @param {HTMLElement} slide */
export function endSlide(slide) {
  const film = slide.querySelector("video");
  if (film) {
    film.onended = film.onerror = null;
    film.pause();
    film.removeAttribute("src");
    film.load();
  }
  slide.remove();
}

/** The largest letters that let a text fit into its place. @param {HTMLElement} slide in the page */
export function fitText(slide) {
  if (slide.dataset.kind !== "text") return;
  for (const size of SIZES_REM) {
    slide.style.fontSize = `${size}rem`;
    if (slide.scrollHeight <= slide.clientHeight && slide.scrollWidth <= slide.clientWidth) return;
  }
}

/** @param {Notice} notice */
function texts({ vi, en }) {
  return [el("p", { class: "slide-vi", lang: "vi", text: vi }), en ? el("p", { class: "slide-en", lang: "en", text: en }) : ""];
}

/** @param {Notice} notice */
async function picture({ file, vi }) {
  const image = /** @type {HTMLImageElement} */ (el("img", { class: "slide-file", alt: vi, src: `/notices/files/${file}` }));
  await inTime(image.decode());
  return image;
}

/** @param {Notice} notice @param {() => void} onBroken */
async function video({ file, vi }, onBroken) {
  const film = /** @type {HTMLVideoElement} */ (
    el("video", { class: "slide-file", playsinline: true, preload: "auto", "aria-label": vi })
  );
  film.muted = true; // the property too: the attribute alone is not looked at in a script's element
  const ready = new Promise((resolve, reject) => {
    film.oncanplay = resolve;
    film.onerror = reject;
  });
  film.src = `/notices/files/${file}`;
  await inTime(ready);
  film.oncanplay = null;
  film.onerror = onBroken;
  return film;
}

/** @param {Promise<unknown>} promise */
function inTime(promise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("it takes too long")), LOAD_WITHIN_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
