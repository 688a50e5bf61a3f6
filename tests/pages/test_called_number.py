"""The number in an officer's hand and what marks it: whole on every screen, whatever stands beside them."""

from itertools import product

import pytest

from tests.pages.steps import expect_in_hand, resized, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

SIZES = {"small desk": (1280, 720), "150 %": (911, 512), "phone": (390, 844), "narrow": (320, 568)}
WHOLE = """([note, notice]) => {
  const number = document.querySelector('[data-role="current-number"]');
  number.textContent = "GW1888";
  document.querySelector('[data-role="note-shown"]').hidden = !note;
  document.querySelector('[data-role="notice"]').hidden = !notice;
  document.querySelector('[data-role="notice-title"]').textContent = "Chưa gọi được số tiếp theo";
  document.querySelector('[data-role="notice-text"]').textContent = "Không còn ai chờ ở các lĩnh vực của quầy này. Mời ông/bà chờ.";
  const card = document.querySelector(".console-ticket").getBoundingClientRect();
  return [number, ...document.querySelectorAll(".console-marks > :not([hidden])")].every((node) => {
    const box = node.getBoundingClientRect();
    return box.left >= card.left && box.right <= card.right && box.top >= card.top && box.bottom <= card.bottom;
  });
}"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_the_called_number_shrinks_and_is_never_cropped(demo: Demo, visitors: Visitors) -> None:
    """With a badge beside it, with a badge and a note, and with a notice over it."""
    number = demo.take("CT", priority="elderly")["number"]
    demo.act(1, "call")
    console = visitors.counter(1)
    expect_in_hand(console, number, "called")
    for note, notice, (name, size) in product((False, True), (False, True), SIZES.items()):
        resized(console, size)
        role(console, "current-number").scroll_into_view_if_needed()
        assert console.evaluate(WHOLE, [note, notice]), (name, note, notice)
