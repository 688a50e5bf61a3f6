/** The API's description, drawn by swagger-ui from this server's own files. */

import { byRole } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

mount("api-docs", () => {
  /** @type {any} */ (globalThis).SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    domNode: byRole("api"),
    deepLinking: false, // its links stand inside buttons, which nobody without a mouse can tell apart
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    supportedSubmitMethods: [], // it is read here; requests are tried with curl, as docs/api.md shows
    validatorUrl: null,
  });
});
