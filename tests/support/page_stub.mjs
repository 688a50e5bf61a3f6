/** As much of a page as the browser's modules need to be loaded by Node: elements by their role, no layout. */

import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const root = pathToFileURL(`${process.cwd()}/`).href;
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("/static/")) return next(`${root}server${specifier}`, context);
    if (/^\/(kiosk|display)\/static\//.test(specifier)) return next(root + specifier.slice(1), context);
    return next(specifier, context);
  },
});

class Element extends EventTarget {
  dataset = {};
  hidden = false;
  textContent = "";
  lang = "vi";
  children = [];
  append(...nodes) {
    this.children.push(...nodes);
  }
  replaceChildren(...nodes) {
    this.children = nodes;
  }
  /** Attributes that a page has as properties too. */
  setAttribute(name, value) {
    this[name] = ["checked", "disabled", "hidden"].includes(name) || value;
  }
}

/** Each element that a module asked for, by its selector. */
const elements = new Map();
const querySelector = (selector) => {
  if (!elements.has(selector)) elements.set(selector, new Element());
  return elements.get(selector);
};
const texts = Object.assign(new Element(), { textContent: process.env.TEXTS ?? "{}" });
const document = Object.assign(new Element(), {
  documentElement: new Element(),
  body: new Element(),
  createElement: () => new Element(),
  querySelector,
  querySelectorAll: (selector) => (selector === "script[data-texts]" ? [texts] : []),
});
const window = new EventTarget();
Object.assign(globalThis, { HTMLElement: Element, document, window, location: new URL("http://page/") });

/** What stands in the element of this role. */
export const textOf = (role) => querySelector(`[data-role="${role}"]`).textContent;
