"""The number in an officer's hand and what marks it: whole on every screen, whatever stands beside them."""

from itertools import product

import pytest

from tests.pages.steps import expect_in_hand, resized, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

SIZES = {"small desk": (1280, 720), "150 %": (911, 512), "phone": (390, 844), "narrow": (320, 568)}
WHOLE = """(note) => {
  const number = document.querySelector('[data-role="current-number"]');
  number.textContent = "GW1888";
  if (note) document.querySelector('[data-role="note-shown"]').hidden = false;
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
    """With a badge beside it, and with a badge and a note."""
    number = demo.take("CT", priority="elderly")["number"]
    demo.act(1, "call")
    console = visitors.counter(1)
    expect_in_hand(console, number, "called")
    for note, (name, size) in product((False, True), SIZES.items()):
        resized(console, size)
        role(console, "current-number").scroll_into_view_if_needed()
        assert console.evaluate(WHOLE, note), (name, note)
