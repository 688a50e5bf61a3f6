"""When a page may be looked at: its style sheets and fonts have come and it has drawn itself with them."""

from playwright.sync_api import Page

_DRAWN = """async () => {
  await document.fonts.ready;
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await frame();
  await frame();
}"""


def settle(page: Page) -> None:
    """Wait until everything that the page names has come: its text can be found before its style sheets are there."""
    page.wait_for_load_state("load")
    page.evaluate(_DRAWN)
