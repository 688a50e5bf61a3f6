/** The first run: whoever chooses the first password may look at it. */

import { mount } from "/static/js/module.js";
import { letReveal } from "/static/js/reveal.js";

mount("start", letReveal);
