/** The API's description, drawn by swagger-ui from this server's own files. */

import { byRole } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

mount("api-docs", () => {
  const place = byRole("api");
  new MutationObserver(() => nameSelects(place)).observe(place, { childList: true, subtree: true });
  /** @type {any} */ (globalThis).SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    domNode: place,
    deepLinking: false, // its links stand inside buttons, which nobody without a mouse can tell apart
    docExpansion: "none", // all areas at one look; of very long lists the library draws only what is in the window
    defaultModelsExpandDepth: 0,
    supportedSubmitMethods: [], // it is read here; requests are tried with curl, as docs/api.md shows
    syntaxHighlight: { activated: false }, // its colours are too pale
    validatorUrl: null,
  });
});

/**
 * The library gives its choices of examples no name that is read aloud.
 * @param {HTMLElement} place
 */
function nameSelects(place) {
  for (const select of place.querySelectorAll("select:not([aria-label])")) {
    select.setAttribute("aria-label", "Examples");
  }
}
