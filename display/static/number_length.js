/** How much room a ticket's number needs: the style sheets set long ones smaller. */

const SHORT = 4;
const LONG = 5;

/** @param {string} number @returns {"" | "long" | "longest"} A001; A1000, AB001; AB1000 */
export function lengthOf(number) {
  if (number.length > LONG) return "longest";
  return number.length > SHORT ? "long" : "";
}
