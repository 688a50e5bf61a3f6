"""Every size of a kiosk's screen with every look of its page: what is not where a person can see and press it.

The page is measured by its own browser, a size at a time, without loading it again, and transparent: what nobody sees is
laid out as ever and costs no painting. That is what makes all these looks cheap.
"""

from collections.abc import Iterable
from itertools import product
from typing import Final

from playwright.sync_api import Page

from tests.pages.settled import FRAME

Look = tuple[str, bool, bool, bool]
SIZES: Final = ((1080, 1920), (1920, 1080), (1280, 1024), (1366, 768), (800, 1280), (1024, 768))
ALWAYS: Final = "[data-language]:not([hidden]), [data-role=speech], [data-ease]"
"""What must be on the screen at every step: the languages, and the switches of the foot."""

_MEASURE: Final = """async ([always, actions, looks]) => {
  const EDGE = 1.5;
  const NO_PAGE = 2.5; // the page itself turns nothing for two pixels
  const root = document.documentElement;
  const faults = [];
  const frame = FRAME;
  const laidOut = () => [...document.querySelectorAll("[data-pages]")]
    .map((part) => `${part.scrollHeight}/${part.clientHeight} ${part.nextElementSibling.textContent}`).join();
  /** What is measured in one frame and drawn in the next has come to rest. */
  const drawn = async () => {
    for (let n = 0, same = 0, last = ""; n < 200 && same < 4; n += 1) {
      await frame();
      const now = laidOut();
      same = now === last ? same + 1 : 0;
      last = now;
    }
  };
  const name = (node) => node.textContent.trim().replace(/\\s+/g, " ").slice(0, 30) || node.className;
  const inside = (box, around) => box.left >= around.left - EDGE && box.right <= around.right + EDGE
    && box.top >= around.top - EDGE && box.bottom <= around.bottom + EDGE;
  const screen = () => ({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  const seen = (node) => node.checkVisibility({ visibilityProperty: true });

  function pressable(node) {
    const box = node.getBoundingClientRect();
    const found = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return inside(box, screen()) && found && (node.contains(found) || found.contains(node));
  }
  function wholeText(node) {
    return node.scrollWidth <= node.clientWidth + EDGE && node.scrollHeight <= node.clientHeight + EDGE;
  }
  /** Every thing of a part is whole on some page, one after the other. */
  async function turned(part, say) {
    const high = (box) => box.height > part.clientHeight + NO_PAGE;
    const held = (node) => [...node.children].filter((child) => child.offsetHeight > 0)
      .flatMap((child) => high(child.getBoundingClientRect()) && child.children.length ? held(child) : [child]);
    const things = new Set(held(part));
    const next = part.nextElementSibling.querySelector('[data-turn="1"]');
    const count = () => Number(part.nextElementSibling.querySelector("[data-role=turner-place]").textContent.split("/")[1]);
    const fits = part.scrollHeight <= part.clientHeight + NO_PAGE;
    if (!fits && !(count() > 1 && seen(next) && pressable(next) && wholeText(next))) say(`${part.className} does not fit and cannot be turned`);
    for (let page = 1; page <= (fits ? 1 : count()); page += 1) {
      const around = part.getBoundingClientRect();
      for (const thing of held(part)) {
        const box = thing.getBoundingClientRect();
        const within = box.top >= around.top - NO_PAGE && box.bottom <= around.bottom + NO_PAGE;
        if (!high(box) && !within && box.top < around.bottom && box.bottom > around.top && getComputedStyle(thing).clipPath === "none")
          say(`“${name(thing)}” is shown by half`);
      }
      for (const thing of things) {
        const box = thing.getBoundingClientRect();
        const across = box.left >= around.left - EDGE && box.right <= around.right + EDGE;
        const down = high(box) || (box.top >= around.top - NO_PAGE && box.bottom <= around.bottom + NO_PAGE);
        if (part.dataset.pages === "rows" ? inside(box, around) && wholeText(thing) : across && down && !thing.matches("[data-cut]")) things.delete(thing);
      }
      if (!next.disabled) next.click();
      await frame();
    }
    for (const thing of things) say(`“${name(thing)}” is whole on no page`);
    if (!fits && part.scrollTop + part.clientHeight < part.scrollHeight - EDGE) say(`the end of ${part.className} is never shown`);
    part.scrollTop = 0;
    await drawn();
  }

  root.style.opacity = 0;
  /** Somebody is still there, however long the measuring takes. */
  const touch = () => document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "mouse" }));

  for (const [tag, large, contrast, low] of looks) {
    touch();
    document.querySelector(`button[data-language="${tag}"]`).click();
    root.toggleAttribute("data-large", large);
    root.toggleAttribute("data-contrast", contrast);
    root.toggleAttribute("data-low", low);
    await drawn();
    const look = [tag, large && "large", contrast && "contrast", low && "low"].filter(Boolean).join(" ");
    const say = (fault) => faults.push(`${look}: ${fault}`);
    if (root.scrollHeight > innerHeight + EDGE || root.scrollWidth > innerWidth + EDGE) say(`one would have to scroll, ${root.scrollWidth} × ${root.scrollHeight} px`);
    const head = document.querySelector(".kiosk-head");
    if (head.offsetHeight > innerHeight / 6) say(`the head takes ${head.offsetHeight} px`);
    const row = [".kiosk-mark", ".kiosk-time", ".languages"].map((part) => head.querySelector(part).getBoundingClientRect());
    if (row.some((box) => Math.abs(box.top + box.bottom - row[0].top - row[0].bottom) > 0.5 * head.offsetHeight)) say("the head has more than one line");
    for (const node of document.querySelectorAll(`${always}, ${actions}`))
      if (seen(node) && !(pressable(node) && wholeText(node))) say(`“${name(node)}” cannot be seen and pressed`);
    for (const part of document.querySelectorAll("[data-pages]")) if (seen(part)) await turned(part, say);
  }
  for (const ease of ["large", "contrast", "low"]) root.toggleAttribute(`data-${ease}`, false);
  document.querySelector('button[data-language="vi"]').click();
  root.style.opacity = "";
  return faults;
}""".replace("FRAME", FRAME)


_APART: Final = """([parts, looks]) => {
  const EDGE = 1.5;
  const faults = [];
  const over = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > EDGE && Math.min(a.right, b.right) - Math.max(a.left, b.left) > EDGE;
  for (const [tag, large, contrast, low] of looks) {
    document.querySelector(`button[data-language="${tag}"]`).click();
    for (const [ease, wanted] of Object.entries({ large, contrast, low })) document.documentElement.toggleAttribute(`data-${ease}`, wanted);
    const nodes = [...document.querySelectorAll(parts)].filter((node) => node.offsetHeight > 0);
    const look = `${tag}${large ? " large" : ""}`;
    for (const [k, node] of nodes.entries()) {
      const box = node.getBoundingClientRect();
      if (node.scrollHeight > node.clientHeight + EDGE) faults.push(`${look}: ${node.className} runs out of its box`);
      for (const other of nodes.slice(k + 1)) if (over(box, other.getBoundingClientRect())) faults.push(`${look}: ${node.className} and ${other.className} overlap`);
      for (const inner of node.querySelectorAll("img, p, button")) {
        const { top, bottom, height } = inner.getBoundingClientRect();
        if (height && (top < box.top - EDGE || bottom > box.bottom + EDGE)) faults.push(`${look}: ${inner.className} sticks out of ${node.className}`);
      }
    }
  }
  for (const ease of ["large", "contrast", "low"]) document.documentElement.toggleAttribute(`data-${ease}`, false);
  document.querySelector('button[data-language="vi"]').click();
  return faults;
}"""


LOOKS: Final[tuple[Look, ...]] = (
    ("vi", False, False, False),
    ("vi", True, False, False),
    ("en", True, True, True),
)
"""Language, large letters, high contrast, low keys: the usual one, the largest, and all at once."""
LOW: Final[Look] = ("vi", False, False, True)
"""Where a screen stands upright; a lying one has no low keys."""
CHINESE: Final[Look] = ("zh", True, False, False)
"""The lines of the third language break elsewhere: on the smallest screen of each kind."""
SMALLEST: Final = ((800, 1280), (1024, 768))
EVERY_LOOK: Final[tuple[Look, ...]] = tuple(
    product(("vi", "en", "zh"), (False, True), (False, True), (False, True))
)


def chosen(size: tuple[int, int]) -> list[Look]:
    """The looks in which a step is measured at this size unless every one is asked for."""
    low = [LOW] if size[0] < size[1] else []
    return [*LOOKS, *low, *([CHINESE] if size in SMALLEST else [])]


def faults(page: Page, actions: str, looks: Iterable[Look] | None = None) -> list[str]:
    """What is wrong with the step that is shown, at every size; `actions` must always be on the screen."""
    asked = None if looks is None else list(looks)
    return [fault for size in SIZES for fault in _faults_at(page, size, actions, asked or chosen(size))]


def apart(page: Page, parts: str, looks: Iterable[Look] | None = None) -> list[str]:
    """Which of these parts overlap, or do not hold what is in them, at every size."""
    asked, found = None if looks is None else list(looks), []
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        overlaps: list[str] = page.evaluate(_APART, [parts, asked or chosen(size)])
        found += [f"{size[0]}×{size[1]} {fault}" for fault in overlaps]
    return found


def _faults_at(page: Page, size: tuple[int, int], actions: str, looks: list[Look]) -> list[str]:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found: list[str] = page.evaluate(_MEASURE, [ALWAYS, actions, looks])
    return [f"{size[0]}×{size[1]} {fault}" for fault in found]
