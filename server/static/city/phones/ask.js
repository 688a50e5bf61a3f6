/** One question for a file of the city, with the ETag of the answer that is known. */

const TIME_LIMIT_MS = 8000;

/** The file is there and makes no sense: it is being put right, the line is well. */
export class Unreadable extends Error {}

/**
 * `now` is the web server's time, milliseconds since 1970: a phone's own clock may be wrong by years. `news` is null where
 * nothing changed.
 * @template T
 * @param {string} address @param {string} etag @param {(said: unknown) => said is T} isFile
 * @returns {Promise<{etag: string, now: number, news: T | null}>} Throws where nobody answers, and `Unreadable`
 */
export async function ask(address, etag, isFile) {
  /** @type {HeadersInit} */
  const headers = etag ? { "If-None-Match": etag } : {};
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
  try {
    const answer = await fetch(address, { cache: "no-store", headers, signal: limit.signal });
    const now = momentOf(answer);
    if (answer.status === 304) return { etag, now, news: null };
    if (!answer.ok) throw new Error(String(answer.status));
    const news = parsed(await answer.text());
    if (!isFile(news)) throw new Unreadable(address);
    return { etag: answer.headers.get("ETag") ?? "", now, news };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} text @returns {unknown} null for what is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** When an answer was given, and how long it lay in a cache since. @param {Response} answer @returns {number} */
function momentOf(answer) {
  const since = Number(answer.headers.get("Age") ?? 0) * 1000;
  const now = Date.parse(answer.headers.get("Date") ?? "") + since;
  if (Number.isNaN(now)) throw new Error("an answer without its time");
  return now;
}

/** @param {unknown} said @param {string[]} parts that are objects @returns {boolean} whether it is a file with them, and says when it was written */
export function hasParts(said, parts) {
  if (typeof said !== "object" || said === null) return false;
  const found = /** @type {Record<string, unknown>} */ (said);
  return typeof found.at === "number" && parts.every((part) => typeof found[part] === "object" && found[part] !== null);
}
