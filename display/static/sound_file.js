/** An announcement's file, which only enrolled screens are given. */

import { readToken } from "/static/js/token.js";

const PATIENCE_MS = 4_000;

/**
 * @param {string} url
 * @returns {Promise<string | null>} an address to play it from, to be revoked; null when it did not come
 */
export async function fetchSound(url) {
  try {
    const answer = await fetch(url, {
      headers: { Authorization: `Bearer ${readToken("display")}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
  } catch {
    return null;
  }
}
