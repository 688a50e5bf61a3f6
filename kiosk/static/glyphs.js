/** Whether this machine has the letters of a language: without its font they would all be the same empty box. */

const SIZE = 32;
/** Letters that no font has. */
const NOBODYS = ["\u0378", "\uFFFE"];

/** @param {string} text in the font of the page */
export function canWrite(text) {
  const pen = new OffscreenCanvas(SIZE, SIZE).getContext("2d", { willReadFrequently: true });
  if (!pen) return true;
  pen.font = `${SIZE / 2}px ${getComputedStyle(document.body).fontFamily}`;
  const drawn = (/** @type {string} */ letter) => {
    pen.clearRect(0, 0, SIZE, SIZE);
    pen.fillText(letter, 4, SIZE * 0.75);
    return pen.getImageData(0, 0, SIZE, SIZE).data.join();
  };
  const boxes = new Set(["", ...NOBODYS].map(drawn));
  return [...text].every((letter) => !letter.trim() || !boxes.has(drawn(letter)));
}
