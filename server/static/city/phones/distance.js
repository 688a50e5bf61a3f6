/** How far away a centre is, as the crow flies; worked out on the phone, which tells nobody where it is. */

const EARTH_KM = 6371;
const WHOLE_FROM_KM = 10;

/** @typedef {{lat: number, lon: number}} Point degrees */

/** @param {Point} one @param {Point} other @returns {number} kilometres */
export function kilometres(one, other) {
  const [a, b] = [radians(one.lat), radians(other.lat)];
  const high = Math.sin((b - a) / 2) ** 2;
  const wide = Math.cos(a) * Math.cos(b) * Math.sin(radians(other.lon - one.lon) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(high + wide)));
}

/** @param {number} km @param {string} language @returns {string} "1,2", from ten on "12" */
export function kilometresText(km, language) {
  const digits = km < WHOLE_FROM_KM ? 1 : 0;
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(km);
}

/** @param {number} degrees */
function radians(degrees) {
  return (degrees * Math.PI) / 180;
}
