/** The first run: whoever chooses the first password may look at it, and is offered a user name. */

import { mount } from "/static/js/module.js";
import { letReveal } from "/static/js/reveal.js";
import { offerUserNames } from "/static/js/user_name.js";

mount("start", () => {
  letReveal();
  offerUserNames();
});
