/** The token of an enrolled machine, kept in its own browser, and the form to enter it by hand. */

/** @typedef {"kiosk" | "display" | "counter" | "helper" | "rating"} DeviceKind */

/** How the server refuses a machine whose token it does not take, or not any more. */
export const NOT_ENROLLED = new Set(["not_signed_in", "token_expired", "not_allowed"]);

/** @param {DeviceKind} kind @returns {string | null} */
export function readToken(kind) {
  try {
    return localStorage.getItem(`goiso.${kind}.token`);
  } catch {
    return null; // storage is switched off: as good as not enrolled
  }
}

/** @param {DeviceKind} kind @param {string} token */
export function saveToken(kind, token) {
  localStorage.setItem(`goiso.${kind}.token`, token.trim());
}

/** @param {DeviceKind} kind */
export function forgetToken(kind) {
  localStorage.removeItem(`goiso.${kind}.token`);
}

/**
 * Make a form with one input named "token" store it and load the page anew.
 * @param {HTMLFormElement} form
 * @param {DeviceKind} kind
 */
export function bindEnrolment(form, kind) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const token = String(new FormData(form).get("token") ?? "").trim();
    if (!token) return;
    saveToken(kind, token);
    location.reload();
  });
}
