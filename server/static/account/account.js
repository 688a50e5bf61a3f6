/** One's own account: a new password, a new PIN or none; the present password is shown each time. */

import { ApiError, createApi } from "/static/js/api.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";
import { t } from "/static/js/texts.js";

const SHORTEST_PASSWORD = 8;
const PIN = /^[0-9]{4,8}$/;
const SIGN_IN = new Set(["not_signed_in", "token_expired"]);

mount("account", (body) => {
  const api = createApi();
  bind("password", async (said) => {
    const [old, password] = [said("old"), said("fresh")];
    check(old, [...password].length >= SHORTEST_PASSWORD, "password_short", password === said("again"));
    await api.post("/account/password", { old, password });
    return "password_changed";
  });
  if (!body.querySelector('[data-role="pin"]')) return;
  const sendPin = async (/** @type {string} */ old, /** @type {string | null} */ pin) => {
    await api.post("/account/pin", { old, pin });
    setText(byRole("pin-now"), t(pin === null ? "pin_not_there" : "pin_there"));
    show(byRole("pin-none"), pin !== null);
    return pin === null ? "pin_removed" : "pin_set";
  };
  const attempt = bind("pin", (said) => {
    const [old, pin] = [said("pin_old"), said("pin_fresh")];
    check(old, PIN.test(pin), "pin_wrong", pin === said("pin_again"));
    return sendPin(old, pin);
  });
  byRole("pin-none").addEventListener("click", () =>
    attempt((said) => {
      check(said("pin_old"), true, "", true);
      return sendPin(said("pin_old"), null);
    }),
  );
});

/** @typedef {(said: (name: string) => string) => Promise<string>} Work answers the key of what is said of it */

/** @param {string} name of the form @param {Work} work what it does @returns {(other: Work) => Promise<void>} */
function bind(name, work) {
  const form = /** @type {HTMLFormElement} */ (byRole(name));
  const buttons = /** @type {HTMLButtonElement[]} */ ([...form.querySelectorAll("button")]);
  const said = (/** @type {string} */ field) => String(new FormData(form).get(field) ?? "");
  const attempt = async (/** @type {Work} */ wanted) => {
    for (const button of buttons) button.disabled = true;
    tell(form, name, null);
    try {
      const key = await wanted(said);
      form.reset();
      tell(form, name, { kind: "good", title: t(key), text: t(`${key}_text`), ended: false });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      tell(form, name, { kind: "danger", title: problem.detail, text: problem.action, ended: SIGN_IN.has(problem.code) });
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!buttons.some(({ disabled }) => disabled)) void attempt(work);
  });
  return attempt;
}

/**
 * @param {HTMLElement} form @param {string} name
 * @param {{kind: string, title: string, text: string, ended: boolean} | null} word nothing to say yet
 */
function tell(form, name, word) {
  const notice = byRole(`${name}-said`, form);
  show(notice, word !== null);
  if (word === null) return;
  notice.className = `notice notice-${word.kind}`;
  setText(byRole("said-title", notice), word.title);
  setText(byRole("said-text", notice), word.text);
  show(byRole("said-link", notice), word.ended);
}

/** @param {string} old @param {boolean} fits @param {string} otherwise @param {boolean} same */
function check(old, fits, otherwise, same) {
  const code = !old ? "old_missing" : !fits ? otherwise : same ? "" : "different";
  if (code) throw new ApiError({ code, status: 0, detail: t(code), action: t(`${code}_action`) });
}
