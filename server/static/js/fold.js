/** Text as it is compared with what is typed: as server/core/procedures/spelling.py folds it. */

/** A last y that is spoken i: not in "giay", nor in "thuy". */
const SPOKEN_I = /(?<=[bcdghklmnpqrstvx])y(?![\p{L}\d])|(?<=qu)y(?![\p{L}\d])/gu;

/** @param {string} text @returns {string} without case and diacritics, y as i where it is spoken so: "Đăng ký" is "dang ki" */
export function fold(text) {
  return bare(text).replace(SPOKEN_I, "i");
}

/** @param {string} text @returns {string} without case and diacritics */
export function bare(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

/** @param {string} typed @returns {(text: string) => boolean} whether every word that was typed is in a text */
export function matcher(typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return (text) => {
    const about = fold(text);
    return words.every((word) => about.includes(word));
  };
}
