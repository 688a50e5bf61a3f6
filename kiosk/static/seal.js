/** A card's mark of the day: by it the server counts, and nobody reads a number from it. */

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
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}
