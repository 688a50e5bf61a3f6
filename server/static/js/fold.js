/** Text as it is compared with what is typed. */

/** @param {string} text @returns {string} without case and diacritics: "Đường" is "duong" */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}
