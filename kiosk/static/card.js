/**
 * The QR of a citizen's card, read by a scanner that types like a keyboard. What is read stays in this module's own
 * variables until it is whole, is sent nowhere and written nowhere; only an age comes out, and where the centre
 * limits numbers by card the day's mark of it.
 *
 * The fields are parted by "|": number, older number, name, date of birth, sex, address, date of issue; some cards
 * lack the last, and those issued since July 2024 have further ones, which may be empty. Dates are ddmmyyyy.
 */

import { Reading } from "./reading.js";

const FIELDS = { least: 6, most: 16 };
const BIRTH = 3;
const OLDEST = 120;

/**
 * The age in whole years on a card; null for what is no card.
 * @param {string} read @param {Date} today
 */
export function ageOnCard(read, today) {
  const fields = read.split("|");
  const date = /^(\d{2})(\d{2})(\d{4})$/.exec(fields[BIRTH] ?? "");
  const plausible = fields.length >= FIELDS.least && fields.length <= FIELDS.most && /^\d{12}$/.test(fields[0] ?? "");
  if (!plausible || !date) return null;
  const [day, month, year] = /** @type {[number, number, number]} */ (date.slice(1).map(Number));
  const born = new Date(year, month - 1, day);
  if (born.getDate() !== day || born.getMonth() !== month - 1 || born > today) return null;
  const before = today.getMonth() < month - 1 || (today.getMonth() === month - 1 && today.getDate() < day);
  const age = today.getFullYear() - year - Number(before);
  return age <= OLDEST ? age : null;
}

/**
 * Listens for a scanner. Keys that a person types pass by untouched; a scanner's reach nothing else: what of them
 * stands in a field already is taken out again.
 * @param {(age: number | null, mark: Promise<string | undefined> | null) => void} heard called once for each card
 * @param {() => Date} today
 * @param {(number: string) => Promise<string | undefined>} seal makes a mark from which no number can be read
 * @param {(read: string) => boolean} taken whether what was read is a slip's code, and no card's
 */
export function listenForCards(heard, today, seal, taken = () => false) {
  const reading = new Reading((read) => {
    if (taken(read)) return;
    const age = ageOnCard(read, today());
    heard(age, age === null ? null : seal(read.slice(0, read.indexOf("|"))));
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (!reading.hear(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
