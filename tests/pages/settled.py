"""When a page may be looked at: its style sheets and fonts have come and it has drawn itself with them."""

from typing import Final

from playwright.sync_api import Page

FRAME: Final = """() => new Promise((drawn) => {
  const sized = new ResizeObserver(() => {
    sized.disconnect();
    requestAnimationFrame(drawn);
  });
  sized.observe(document.documentElement);
})"""
"""The browser has laid the page out, told the page of it, and the page has drawn what it draws then.

`requestAnimationFrame` alone tells nothing of the browser where a test holds the page's clock: its ticks go on by themselves.
"""
_DRAWN: Final = f"""async () => {{
  await document.fonts.ready;
  const frame = {FRAME};
  await frame();
  await frame();
}}"""


def settle(page: Page) -> None:
    """Wait until everything that the page names has come: its text can be found before its style sheets are there."""
    page.wait_for_load_state("load")
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until it has drawn itself anew with what has just become different."""
    page.evaluate(_DRAWN)
