/** Whoever adds somebody is offered a user name, made of the name: "Nguyễn Thị Lan" is lan.nguyen. */

import { bare } from "/static/js/fold.js";

const LONGEST = 32;

/** Once for a page: what somebody has typed as a user name stays. */
export function offerUserNames() {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "name") return;
    const username = target.form?.elements.namedItem("username");
    if (!(username instanceof HTMLInputElement) || ![username.dataset.offered ?? "", ""].includes(username.value)) return;
    username.value = username.dataset.offered = userNameOf(target.value);
  });
}

/** @param {string} name @returns {string} the given name and the family's, as people call each other */
function userNameOf(name) {
  const [family, ...others] = bare(name).split(/[^a-z0-9]+/).filter(Boolean);
  const given = others.pop();
  return [given, family].filter(Boolean).join(".").slice(0, LONGEST);
}
