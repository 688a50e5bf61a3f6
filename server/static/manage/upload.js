/** Sending a file: by XMLHttpRequest, for only that tells how far it has come. */

import { ApiError } from "/static/js/api.js";
import { show } from "/static/js/dom.js";
import { language, t } from "/static/js/texts.js";

/**
 * @param {File} file
 * @param {HTMLElement} bar a progress element
 * @param {string} to the address below /api/v1 that takes it
 * @returns {Promise<{file: string}>} rejected with an ApiError
 */
export function sendFile(file, bar, to) {
  const request = new XMLHttpRequest();
  /** @type {Promise<{file: string}>} */
  const done = new Promise((resolve, reject) => {
    request.onload = () => (request.status === 201 ? resolve(request.response) : reject(problemOf(request)));
    request.onerror = request.onabort = () => reject(problemOf(request));
  });
  request.upload.onprogress = ({ loaded, total }) => {
    /** @type {HTMLProgressElement} */ (bar).value = loaded / total;
  };
  request.open("PUT", `/api/v1${to}`);
  request.responseType = "json";
  request.setRequestHeader("Accept-Language", language());
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "");
  show(bar);
  request.send(file);
  return done.finally(() => show(bar, false));
}

/** @param {XMLHttpRequest} request */
function problemOf({ status, response }) {
  /** @type {Partial<import("/static/js/answers.d.ts").Problem>} */
  const { code = "unreachable", detail = t("unreachable"), action = t("unreachable_action") } = response ?? {};
  return new ApiError({ code, status, detail, action });
}
