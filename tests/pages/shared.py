"""Pages that are opened once for all tests of a file: each test finds them as the next person does."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.pages.steps import expect_step, role
from tests.support.browser import Visitors

_LEAVE = """() => {
  document.querySelector(`dialog[open] [data-action=stay]`)?.click();
  const away = ["start", "done", "back"].map((action) => `[data-for]:not([hidden]) [data-action=${action}]`);
  for (let n = 0; n < 3; n += 1) document.querySelector(away.join())?.click();
}"""
_COME = """() => {
  document.querySelector('[data-field="CT"]').click();
  document.querySelector('[data-for="confirm"] [data-action="back"]').click();
}"""
"""Whoever chose something and went back has left nothing on the first step, not even a card that was read there."""


def next_person(kiosk: Page) -> None:
    """What the last one did is over, and gone."""
    kiosk.evaluate(_LEAVE)
    expect_step(kiosk, "start")
    kiosk.evaluate(_COME)
    expect_step(kiosk, "start")
    expect(role(kiosk, "card-note")).to_be_hidden()


@contextmanager
def each_its_own_troubles(visitors: Visitors) -> Iterator[None]:
    """Whatever a page does wrong fails the test in which it did, though the page stays for the others."""
    yield
    try:
        visitors.check()
    finally:
        visitors.troubles.clear()
