/**
 * The QR of a citizen's card, read by a scanner that types like a keyboard. What is read stays in this function's
 * own variables until the next key, is sent nowhere and written nowhere; only an age comes out, and where the centre
 * limits numbers by card the day's mark of it.
 *
 * The fields are parted by "|": number, older number, name, date of birth, sex, address, date of issue; some
 * cards lack the last. Dates are ddmmyyyy.
 */

const FIELDS = new Set([6, 7]);
const BIRTH = 3;
const LONGEST = 512;
/** A scanner types a letter every few milliseconds, a person none in less than this. */
const BETWEEN_KEYS_MS = 60;
const OLDEST = 120;

/**
 * The age in whole years on a card; null for what is no card.
 * @param {string} read @param {Date} today
 */
export function ageOnCard(read, today) {
  const fields = read.split("|");
  const date = /^(\d{2})(\d{2})(\d{4})$/.exec(fields[BIRTH] ?? "");
  if (!FIELDS.has(fields.length) || !/^\d{12}$/.test(fields[0] ?? "") || !date) return null;
  const [day, month, year] = /** @type {[number, number, number]} */ (date.slice(1).map(Number));
  const born = new Date(year, month - 1, day);
  if (born.getDate() !== day || born.getMonth() !== month - 1 || born > today) return null;
  const before = today.getMonth() < month - 1 || (today.getMonth() === month - 1 && today.getDate() < day);
  const age = today.getFullYear() - year - Number(before);
  return age <= OLDEST ? age : null;
}

/**
 * Listens for a scanner. Keys that a person types pass by untouched; a burst that holds a "|" is the scanner's and
 * reaches nothing else: what of it stands in a field already is taken out again.
 * @param {(age: number | null, mark: Promise<string | undefined> | null) => void} heard called once for each burst
 * @param {() => Date} today
 * @param {(number: string) => Promise<string | undefined>} seal makes a mark from which no number can be read
 */
export function listenForCards(heard, today, seal) {
  let burst = "";
  let last = -Infinity;
  let takeOut = () => {};
  document.addEventListener(
    "keydown",
    (event) => {
      const quick = event.timeStamp - last <= BETWEEN_KEYS_MS;
      last = event.timeStamp;
      if (!quick) burst = "";
      if (burst === "") takeOut = keeper(event.target);
      if (event.key === "Enter" && burst.includes("|")) {
        const age = burst.length > LONGEST ? null : ageOnCard(burst, today());
        const mark = age === null ? null : seal(burst.slice(0, burst.indexOf("|")));
        burst = "";
        event.preventDefault();
        event.stopImmediatePropagation();
        heard(age, mark);
      } else if (event.key.length === 1) {
        if (event.key === "|" && !burst.includes("|")) takeOut();
        if (burst.length <= LONGEST) burst += event.key;
        if (burst.length > 1 && burst.includes("|")) {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      }
    },
    { capture: true },
  );
}

/** @param {EventTarget | null} field @returns {() => void} gives the field back what stands in it now */
function keeper(field) {
  if (!(field instanceof HTMLInputElement)) return () => {};
  const { value } = field;
  return () => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
