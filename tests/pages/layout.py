"""What can be wrong with how a page is laid out: found by measuring every text and every control."""

import time

from playwright.sync_api import Page

from tests.pages.settled import settle

SETTLES_S = 20

_FAULTS = """(mayShorten) => {
  const EDGE = 1;
  const LAYERS = ".stale, .hall-gate";
  const page = document.documentElement;
  const root = document.querySelector("dialog[open]") ?? document.body;
  const faults = new Set();
  const name = (node) => `${node.tagName.toLowerCase()}.${[...node.classList].join(".")} “${
    node.textContent.trim().replace(/\\s+/g, " ").slice(0, 40)}”`;
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !node.closest(".visually-hidden, .skip-link, [aria-hidden=true], option, script, style, template, noscript");
  const scrolls = ({ overflowX, overflowY }) => [overflowX, overflowY].some((way) => ["auto", "scroll"].includes(way));
  const shortens = ({ textOverflow, webkitLineClamp }) => textOverflow === "ellipsis" || webkitLineClamp !== "none";
  const outside = (box, frame) => box.left < frame.left - EDGE || box.right > frame.right + EDGE
    || box.top < frame.top - EDGE || box.bottom > frame.bottom + EDGE;
  const overlap = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > EDGE
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > EDGE;

  // A line's box is taller than its letters: only accents and tails reach into a fifth above and below.
  function letters({ left, right, top, bottom, height }) {
    return { left, right, top: top + height / 5, bottom: bottom - height / 5 };
  }
  /** The boxes around `node`, from inside out, each with its style. */
  function* frames(node) {
    for (let frame = node; frame && frame !== document.body; frame = frame.parentElement) {
      const style = getComputedStyle(frame);
      if (style.display !== "inline" && style.display !== "contents") yield [frame, style];
      if (["absolute", "fixed"].includes(style.position)) return;
    }
  }
  /** Whether `box` is out of sight on purpose: scrolled away, or behind an ellipsis where that is allowed. */
  function awayOnPurpose(node, box) {
    for (const [frame, style] of frames(node))
      if ((scrolls(style) || (mayShorten && shortens(style))) && outside(box, frame.getBoundingClientRect())) return true;
    return false;
  }
  /** The first box around `node` that `box` sticks out of. */
  function broken(node, box) {
    for (const [frame, style] of frames(node)) {
      if (scrolls(style)) return null;
      if (outside(box, frame.getBoundingClientRect())) return frame;
    }
    return box.left < -EDGE || box.right > page.clientWidth + EDGE ? document.body : null;
  }
  function linesOf(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter(({ width }) => width > 1).map(letters);
  }

  if (page.scrollWidth > page.clientWidth + EDGE)
    faults.add(`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`);

  const things = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const node = text.parentElement;
    if (text.data.trim() && seen(node)) for (const box of linesOf(text)) things.push({ node, frame: node, box });
  }
  const texts = things.filter(({ node, box }) => !awayOnPurpose(node, box));
  const controls = [...root.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")].filter(seen);
  const boxes = controls.map((node) => ({ node, frame: node.parentElement, box: node.getBoundingClientRect() }));

  for (const { node, frame, box } of [...texts, ...boxes]) {
    const around = broken(frame, box);
    if (around) faults.add(`${name(node)} sticks out of ${name(around)}`);
  }
  // From the top down: whatever begins below a text does not lie over it, nor does anything after that.
  const down = [...texts].sort((one, other) => one.box.top - other.box.top);
  for (const [at, one] of down.entries())
    for (let next = at + 1; next < down.length && down[next].box.top < one.box.bottom; next += 1) {
      const other = down[next];
      if (one.node !== other.node && overlap(one.box, other.box) && one.node.closest(LAYERS) === other.node.closest(LAYERS))
        faults.add(`${name(one.node)} lies over ${name(other.node)}`);
    }
  for (const node of controls) {
    node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!found || !(node.contains(found) || found.contains(node)))
      faults.add(`${name(node)} is covered by ${found ? name(found) : "the edge of the window"}`);
  }
  window.scrollTo(0, 0);
  return [...faults];
}"""


def faults(page: Page, *, may_shorten: bool = False, settles_s: float = SETTLES_S) -> list[str]:
    """What is cut off, sticks out, lies over something else or makes the page scroll sideways, a line each.

    With `may_shorten` a text may end in an ellipsis. A fault is what stays: a page whose fonts or figures have only
    just come is looked at again, as Playwright's own expectations do.
    """
    settled = time.monotonic() + settles_s
    while (found := _measured(page, may_shorten)) and time.monotonic() < settled:
        page.wait_for_timeout(100)
    return found


def _measured(page: Page, may_shorten: bool) -> list[str]:
    settle(page)
    found: list[str] = page.evaluate(_FAULTS, may_shorten)
    return found


def expect_well_laid_out(page: Page, *, may_shorten: bool = False) -> None:
    """It does not scroll sideways, and no text and no control is cut off, sticks out or is covered."""
    assert not (found := faults(page, may_shorten=may_shorten)), "\n".join(found)
