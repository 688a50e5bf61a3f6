/** The poster's one button. */

import { onAction } from "/static/js/dom.js";
import { mount } from "/static/js/module.js";

mount("poster", (body) => onAction(body, (name) => name === "print" && window.print()));
