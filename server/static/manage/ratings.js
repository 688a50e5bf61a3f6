/** The page of ratings is made by the server; here it is only printed. */

import { onAction } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

mount("admin-ratings", (body) => {
  onAction(body, (name) => name === "print" && print());
});
