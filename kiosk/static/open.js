/** Opens the page when its letters are there: with others in their place everything would move a moment later. */

const WEIGHTS = [400, 500, 600, 700, 800];
/** One letter of each file of the font that Vietnamese needs. */
const LETTERS = "aạ";

const { fontFamily } = getComputedStyle(document.body);
await Promise.allSettled(WEIGHTS.map((weight) => document.fonts.load(`${weight} 1rem ${fontFamily}`, LETTERS)));
delete document.body.dataset.opening;
