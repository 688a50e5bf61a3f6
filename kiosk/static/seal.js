/** A card's mark of the day: by it the server counts, and nobody reads a number from it. */

/**
 * @typedef {import("./centre.js").Field} Field
 * @typedef {Promise<string | undefined> | null} Mark none while no card was read
 */

/**
 * Marks are made only where the centre limits numbers by card, and where the page comes from this very machine or by
 * https: elsewhere browsers have no digest, and nothing is counted.
 * @param {import("/static/js/api.js").Api} api
 * @returns {(number: string) => Promise<string | undefined>} undefined where nothing is counted
 */
export function sealer(api) {
  return async (number) => {
    if (!globalThis.crypto.subtle) return undefined;
    /** @type {Promise<import("/static/js/answers.d.ts").Centre>} */
    const centre = api.get("/centre");
    const salt = await centre.then(({ card_salt }) => card_salt, () => null);
    if (!salt) return undefined;
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt}|${number}`));
    return hexadecimal(new Uint8Array(digest));
  };
}

/** Whether a field wants a citizen's card that nobody has shown yet. @param {Field | undefined} field @param {Mark} mark */
export function wantsCard(field, mark) {
  return Boolean(field?.card_only) && mark === null;
}

/** What is sent of a card: its mark, or that one was shown where none are made. @param {Field | undefined} field @param {Mark} mark @returns {Promise<string | undefined>} */
export async function markFor(field, mark) {
  return (await mark) ?? (field?.card_only ? hexadecimal(crypto.getRandomValues(new Uint8Array(32))) : undefined);
}

/** @param {Uint8Array} bytes */
function hexadecimal(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
