/** Ticket numbers as they are read aloud: "A012" is not "a twelve", nor is "1012", alone in its place, "one thousand twelve". */

const NUMBER = /\b(?=\d*[A-Z])[A-Z\d]{1,3}\d{3,6}\b/g;
const DIGITS_ALONE = /^\d{4,8}$/;

/** Letter by letter and digit by digit wherever a ticket's number stands. @param {string} text */
export function signBySign(text) {
  const single = (/** @type {string} */ number) => [...number].join(", ");
  return DIGITS_ALONE.test(text) ? single(text) : text.replace(NUMBER, single);
}
