/** A number is found by what people type of it: "a17" is A017, and where a field's prefix is A1, "a1 7" is A1007. */

/** @typedef {{letters: string, digits: string}} Parts what stands before the count, and the count without the zeros in front */

const DIGITS = /^\d*$/;
const DIGITS_AT_END = /\d*$/;
/** What kiosks put before the numbers that they give while they are without the server. */
const ALONE = /^[LMNP-Z]/;

/**
 * By the prefix after which only digits stand, also behind the letter of a kiosk that was alone; where no field has such
 * a prefix (any more), the count is the digits at the end.
 * @param {string} number @param {string[]} prefixes @returns {Parts}
 */
function partsOf(number, prefixes) {
  const alone = ALONE.exec(number)?.[0];
  const known = alone ? [...prefixes, ...prefixes.map((prefix) => alone + prefix)] : prefixes;
  const letters = known.find((prefix) => number.startsWith(prefix) && DIGITS.test(number.slice(prefix.length)));
  const at = letters?.length ?? number.search(DIGITS_AT_END);
  return { letters: number.slice(0, at), digits: number.slice(at).replace(/^0+/, "") };
}

/** Whatever somebody may mean: digits alone are also the count of any field. @param {string} typed @param {string[]} prefixes @returns {Parts[]} */
function meantBy(typed, prefixes) {
  const text = typed.toUpperCase().replace(/[\s.-]/g, "");
  return [partsOf(text, prefixes), partsOf(text, [])];
}

/** @param {Parts[]} meant @param {Parts} known */
function isJust(meant, known) {
  return meant.some((asked) => asked.digits === known.digits && (asked.letters === known.letters || asked.letters === ""));
}

/** @param {string} typed @param {string} number whether just this number was typed, with its letter or without @param {string[]} prefixes of the fields */
export function isNumber(typed, number, prefixes) {
  return isJust(meantBy(typed, prefixes), partsOf(number, prefixes));
}

/**
 * @template {{number: string}} T
 * @param {string} typed @param {T[]} items @param {string[]} prefixes of the fields
 * @returns {T[]} that begin so, just this number first; all when nothing is typed
 */
export function foundBy(typed, items, prefixes) {
  const meant = meantBy(typed, prefixes);
  const fits = items.filter(({ number }) => {
    const known = partsOf(number, prefixes);
    return meant.some(({ letters, digits }) => known.letters.startsWith(letters) && known.digits.startsWith(digits));
  });
  const just = (/** @type {T} */ { number }) => isNumber(typed, number, prefixes);
  return [...fits.filter(just), ...fits.filter((item) => !just(item))];
}
