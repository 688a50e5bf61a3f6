/** Whoever adds somebody is offered a user name, made of the name: "Nguyễn Thị Lan" is lan.nguyen. */

import { bare } from "/static/js/fold.js";

const LONGEST = 32;
/** Reports and the API mean something of their own by these. */
const RESERVED = new Set(["any", "me"]);

/**
 * Once for a page: what somebody has typed as a user name stays. Of one that is taken the next is offered: lan.nguyen2.
 * @param {(username: string) => boolean} taken
 */
export function offerUserNames(taken = () => false) {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "name") return;
    const username = target.form?.elements.namedItem("username");
    if (!(username instanceof HTMLInputElement) || ![username.dataset.offered ?? "", ""].includes(username.value)) return;
    username.value = username.dataset.offered = free(userNameOf(target.value), taken);
  });
}

/** @param {string} username @param {(username: string) => boolean} taken */
function free(username, taken) {
  let [offered, n] = [username, 1];
  while (username && (RESERVED.has(offered) || taken(offered))) {
    n += 1;
    offered = `${username.slice(0, LONGEST - String(n).length)}${n}`;
  }
  return offered;
}

/** @param {string} name @returns {string} the given name and the family's, as people call each other */
function userNameOf(name) {
  const [family, ...others] = bare(name).split(/[^a-z0-9]+/).filter(Boolean);
  const given = others.pop();
  return [given, family].filter(Boolean).join(".").slice(0, LONGEST);
}
