/** A number is found by what people type of it: "a17" is A017, and where a field's prefix is A1, "a1 7" is A1007. */

/** @typedef {{letters: string, digits: string}} Parts what stands before the count, and the count without the zeros in front */

/** @param {string} number @param {string[]} prefixes @returns {Parts | undefined} by the prefix that it begins with; no prefix begins another */
function partsOf(number, prefixes) {
  const letters = prefixes.find((prefix) => number.startsWith(prefix)) ?? /^\D*/.exec(number)?.[0] ?? "";
  const digits = number.slice(letters.length);
  return /^\d*$/.test(digits) ? { letters, digits: digits.replace(/^0+/, "") } : undefined;
}

/** Whatever somebody may mean: digits alone are also the count of any field. @param {string} typed @param {string[]} prefixes @returns {Parts[]} */
function meantBy(typed, prefixes) {
  const text = typed.toUpperCase().replace(/[\s.-]/g, "");
  return [partsOf(text, prefixes), partsOf(text, [])].flatMap((parts) => parts ?? []);
}

/** @param {Parts[]} meant @param {Parts | undefined} known */
function isJust(meant, known) {
  return meant.some((asked) => asked.digits === known?.digits && (asked.letters === known.letters || asked.letters === ""));
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
    return meant.some(({ letters, digits }) => known?.letters.startsWith(letters) && known.digits.startsWith(digits));
  });
  const just = (/** @type {T} */ { number }) => isNumber(typed, number, prefixes);
  return [...fits.filter(just), ...fits.filter((item) => !just(item))];
}
