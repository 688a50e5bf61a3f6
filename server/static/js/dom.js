/** Small ways to find and build elements. Text only ever goes in as text, never as markup. */

/**
 * Build an element. Keys of `attributes`: `class`, `text`, `dataset`, event handlers as `onclick`, any other
 * attribute by its name (true sets it empty; false, null and undefined leave it out).
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** @param {HTMLElement} node @param {string} name @param {unknown} value */
function setAttribute(node, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name === "text") node.textContent = String(value);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else node.setAttribute(name, value === true ? "" : String(value));
}

/**
 * The element that carries `data-role="role"`.
 * @param {string} role
 * @param {ParentNode} [root]
 * @returns {HTMLElement}
 * @throws {Error} when the page has none: a slip of the template, to be seen at once
 */
export function byRole(role, root = document) {
  const node = root.querySelector(`[data-role="${role}"]`);
  if (!(node instanceof HTMLElement)) throw new Error(`the page has no data-role="${role}"`);
  return node;
}

/**
 * Set a text only when it differs, so that live regions stay quiet and nothing is laid out again.
 * @param {Element} node @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {Element} node @param {boolean} visible */
export function show(node, visible = true) {
  /** @type {HTMLElement} */ (node).hidden = !visible;
}

/**
 * Call `act(name, element, event)` when something with `data-action="name"` inside `root` is pressed.
 * @param {HTMLElement} root
 * @param {(name: string, element: HTMLElement, event: MouseEvent) => void} act
 */
export function onAction(root, act) {
  root.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("[data-action]");
    if (pressed instanceof HTMLElement) act(pressed.dataset.action ?? "", pressed, event);
  });
}

/**
 * Keep the children of `list` equal to `items` by key: kept nodes are updated, not rebuilt, so focus stays.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => HTMLElement} build makes the node of a new item
 * @param {(node: HTMLElement, item: T) => void} update fills it, each time
 */
export function syncList(list, items, key, build, update) {
  const old = new Map([...list.children].map((node) => [/** @type {HTMLElement} */ (node).dataset.key, node]));
  const wanted = items.map((item) => {
    const node = /** @type {HTMLElement} */ (old.get(key(item)) ?? build(item));
    node.dataset.key = key(item);
    update(node, item);
    return node;
  });
  for (const node of [...list.children]) if (!wanted.includes(/** @type {HTMLElement} */ (node))) node.remove();
  wanted.forEach((node, place) => {
    if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
  });
}
