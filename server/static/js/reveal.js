/** "Hiện mật khẩu" of components/password.html: whoever chooses a password may look at it. */

/** Once for a page: also fields that are put in later can be looked at. */
export function letReveal() {
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.reveals) follow(target, target.checked);
  });
  document.addEventListener("reset", ({ target }) => {
    const boxes = target instanceof HTMLFormElement ? target.querySelectorAll("[data-reveals]") : [];
    for (const box of boxes) follow(/** @type {HTMLInputElement} */ (box), false);
  });
}

/** @param {HTMLInputElement} box @param {boolean} seen */
function follow(box, seen) {
  const password = document.getElementById(box.dataset.reveals ?? "");
  if (password instanceof HTMLInputElement) password.type = seen ? "text" : "password";
}
