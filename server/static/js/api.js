/** Calls to /api/v1: bearer token or CSRF, time limit, idempotent repeats, problem+json to ApiError. */

import { language, t } from "./texts.js";

const TIME_LIMIT_MS = 6000;
/** A file takes its time on a slow line, and the server reads it whole before it answers. */
const FILE_LIMIT_MS = 120_000;
const PAUSES_MS = [400, 1000, 2000];
/** Codes after which the same request with the same key may succeed by itself. */
const PASSING = new Set(["unreachable", "storage_busy"]);

/** What went wrong, in words for the person: `detail` what, `action` what can be done. */
export class ApiError extends Error {
  /** @param {{code: string, status: number, detail: string, action: string, retryAfter?: number}} problem */
  constructor(problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.action = problem.action;
    /** Seconds to wait before the next try, when the server said so. */
    this.retryAfter = problem.retryAfter ?? 0;
  }
}

/**
 * What is answered has the type that its caller names for it; those of answers.d.ts are the server's.
 *
 * @typedef {object} Api
 * @property {<T = unknown>(path: string) => Promise<T>} get
 * @property {<T = unknown>(path: string, body?: object, options?: PostOptions) => Promise<T>} post
 * @property {<T = unknown>(method: "PUT" | "PATCH" | "DELETE" | "POST", path: string, version: number | null, body?: object) => Promise<T>} change
 *   something that was seen in this version; refused, when it has been changed since. `null`: add what is not there yet
 * @property {<T = unknown>(path: string, file: Blob, version?: number) => Promise<T>} upload a file whole, as `PUT`;
 *   with a version only while that is what is there
 *
 * @typedef {object} PostOptions
 * @property {string} [key] Idempotency-Key; given once and kept by the caller, repeats are safe
 * @property {(attempt: number, error: ApiError) => void} [onRetry] told before each repeat (1, 2, …)
 */

/**
 * @param {{token?: () => string | null, base?: string, patient?: boolean}} [options] `token` for devices; without
 *   it the session cookie and the page's CSRF token are used. `patient: false` sends a POST only once.
 * @returns {Api}
 */
export function createApi({ token = () => null, base = "/api/v1", patient = true } = {}) {
  /** @param {string} method @param {string} path @param {object} [body] @param {Record<string, string>} [more] headers */
  const send = (method, path, body, more = {}) =>
    request(base + path, { ...headersFor(method, token(), body instanceof Blob), ...more }, method, body);
  return {
    get: (path) => repeat(() => send("GET", path)),
    post: (path, body = {}, { key = newKey(), onRetry } = {}) => {
      const attempt = () => send("POST", path, body, { "Idempotency-Key": key });
      return patient ? repeat(attempt, onRetry) : attempt();
    },
    upload: (path, file, version) => send("PUT", path, file, version === undefined ? {} : { "If-Match": `"${version}"` }),
    change: (method, path, version, body) =>
      send(method, path, body, version === null ? { "If-None-Match": "*" } : { "If-Match": `"${version}"` }),
  };
}

/** @returns {string} a fresh Idempotency-Key; works without https too, where randomUUID is missing */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} method @param {string | null} token @param {boolean} file */
function headersFor(method, token, file) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "Accept-Language": `${language()}, en;q=0.5` };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (token) headers["X-Goiso-Page"] = metaContent("version");
  if (method !== "GET") headers["X-CSRFToken"] = metaContent("csrf-token");
  if (method !== "GET") headers["Content-Type"] = file ? "application/octet-stream" : "application/json";
  return headers;
}

/** @param {string} name */
function metaContent(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}

/**
 * @template T
 * @param {() => Promise<T>} attempt
 * @param {(count: number, error: ApiError) => void} [onRetry]
 * @returns {Promise<T>}
 */
async function repeat(attempt, onRetry) {
  for (let count = 0; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || !PASSING.has(error.code) || count >= PAUSES_MS.length) throw error;
      onRetry?.(count + 1, error);
      await new Promise((wake) => setTimeout(wake, PAUSES_MS[count]));
    }
  }
}

/** @param {string} url @param {Record<string, string>} headers @param {string} method @param {object} [body] */
async function request(url, headers, method, body) {
  const limit = new AbortController();
  const file = body instanceof Blob;
  const timer = setTimeout(() => limit.abort(), file ? FILE_LIMIT_MS : TIME_LIMIT_MS);
  try {
    const payload = body === undefined ? null : file ? body : JSON.stringify(body);
    const answer = await fetch(url, { method, headers, body: payload, signal: limit.signal, cache: "no-store" });
    if (answer.ok) return answer.status === 204 ? null : await answer.json();
    throw await problemOf(answer);
  } catch (error) {
    throw error instanceof ApiError ? error : unreachable();
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} answer @returns {Promise<ApiError>} */
async function problemOf(answer) {
  const isProblem = (answer.headers.get("Content-Type") ?? "").includes("json");
  if (!isProblem) return unreachable(answer.status);
  /** @type {Partial<import("./answers.d.ts").Problem>} */
  const { code = "internal", detail = t("unreachable"), action = "" } = await answer.json();
  const retryAfter = Number(answer.headers.get("Retry-After")) || 0;
  return new ApiError({ code, status: answer.status, detail, action, retryAfter });
}

/** @param {number} [status] */
function unreachable(status = 0) {
  return new ApiError({ code: "unreachable", status, detail: t("unreachable"), action: t("unreachable_action") });
}
