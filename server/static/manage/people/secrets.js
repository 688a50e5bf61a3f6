/** Somebody's password and PIN, set anew by the manager. */

import { createQuestion, sendFrom } from "/static/js/dialog.js";
import { byRole, setText, show } from "/static/js/dom.js";
import { t } from "/static/js/texts.js";
import { clearFields, sayAtField } from "./at_field.js";
import { checkPassword, checkPin, refusal } from "./checks.js";
import { showEffects } from "./effects.js";

/** @param {import("./people.js").Tools} tools */
export function createSecrets(tools) {
  const node = /** @type {HTMLDialogElement} */ (document.getElementById("dialog-secrets"));
  /** @type {import("./people.js").Person | null} */
  let person = null;
  const question = createQuestion(node, {
    onConfirm: async () => {
      if (!person) return;
      const { username, version, name } = person;
      await sendFrom(question, {
        send: async () => tools.api.change("PATCH", `/people/${username}`, version, bodyOf(question.form)),
        done: () => tools.said.done(t("said_secrets", { name })),
        refused: (problem) => {
          if (!sayAtField(question.form, problem)) tools.said.problem(problem);
        },
      });
      await tools.load();
      person = tools.find(username) ?? person;
    },
  });
  const draw = () => {
    const { password, pin, noPin } = read(question.form);
    const again = person?.username === tools.me ? [] : [t("signs_in_again")];
    showEffects(node, [...(password ? again : []), ...(pin || noPin ? [t("pin_sessions_end")] : [])]);
  };
  question.form.addEventListener("input", draw);
  return {
    /** @param {import("./people.js").Person} chosen */
    open(chosen) {
      person = chosen;
      setText(/** @type {Element} */ (node.querySelector("h2")), t("secrets_title", { name: chosen.name }));
      clearFields(question.form);
      show(byRole("new-pin-field", node), tools.facts.roles[chosen.role]?.has_pin ?? false);
      show(byRole("no-pin-field", node), chosen.pin);
      question.open();
      draw();
      document.getElementById("field-new_password")?.focus();
    },
  };
}

/** @param {HTMLFormElement} form */
function read(form) {
  const data = new FormData(form);
  const said = (/** @type {string} */ name) => String(data.get(name) ?? "");
  return { password: said("new_password"), pin: said("new_pin"), noPin: data.has("no_pin") };
}

/** @param {HTMLFormElement} form */
function bodyOf(form) {
  const { password, pin, noPin } = read(form);
  if (!password && !pin && !noPin) throw refusal("nothing");
  if (password) checkPassword(password);
  if (pin) checkPin(pin);
  return { ...(password && { password }), ...(pin ? { pin } : noPin && { pin: null }) };
}
