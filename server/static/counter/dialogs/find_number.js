/** A number is found by what people type of it: "a17" is A017. */

/** @param {string} number @returns {{letters: string, digits: string}} without the zeros in front */
function partsOf(number) {
  const [, letters = "", digits = ""] = /^(\D*?)0*(\d*)$/.exec(number.toUpperCase().replace(/[\s.-]/g, "")) ?? [];
  return { letters, digits };
}

/** @param {string} typed @param {string} number whether just this number was typed, with its letter or without */
export function isNumber(typed, number) {
  const [asked, known] = [partsOf(typed), partsOf(number)];
  return asked.digits === known.digits && (asked.letters === known.letters || asked.letters === "");
}

/**
 * @template {{number: string}} T
 * @param {string} typed @param {T[]} items @returns {T[]} that begin so, just this number first; all when nothing is typed
 */
export function foundBy(typed, items) {
  const asked = partsOf(typed);
  const fits = items.filter(({ number }) => {
    const { letters, digits } = partsOf(number);
    return letters.startsWith(asked.letters) && digits.startsWith(asked.digits);
  });
  return [...fits.filter(({ number }) => isNumber(typed, number)), ...fits.filter(({ number }) => !isNumber(typed, number))];
}
