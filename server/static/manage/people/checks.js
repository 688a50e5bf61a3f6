/** What would be refused anyway, said before anything is sent. */

import { ApiError } from "/static/js/api.js";
import { t } from "/static/js/texts.js";

const SHORTEST_PASSWORD = 8;
const USERNAME = /^[a-z0-9][a-z0-9._-]{0,31}$/;
const PIN = /^[0-9]{4,8}$/;

/** @param {string} name */
export function checkName(name) {
  if (!name) throw refusal("name_missing");
}

/** @param {string} username */
export function checkUsername(username) {
  if (!USERNAME.test(username)) throw refusal("username_wrong");
}

/** @param {string} password */
export function checkPassword(password) {
  if ([...password].length < SHORTEST_PASSWORD) throw refusal("password_short");
}

/** @param {string} pin */
export function checkPin(pin) {
  if (!PIN.test(pin)) throw refusal("pin_wrong");
}

/** @param {string} code */
export function refusal(code) {
  return new ApiError({ code, status: 0, detail: t(code), action: t(`${code}_action`) });
}
