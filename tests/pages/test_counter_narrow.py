"""The console in a window of 360 pixels, beside the program that the officer works with: worked by a keypad alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import expect_in_hand, press, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

NARROW = (360, 640)
STEP = "[data-step]:visible"


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def expect_whole(console: Page, *selectors: str) -> None:
    """These are wholly within the window, without scrolling, once what was pressed is over and the next step is shown."""
    expect(console.locator('[aria-busy="true"]')).to_have_count(0)
    for selector in selectors:
        box = console.locator(selector).bounding_box()
        assert box is not None, selector
        right, bottom = box["x"] + box["width"], box["y"] + box["height"]
        assert min(box["x"], box["y"]) >= 0, (selector, box)
        assert right <= NARROW[0], (selector, box)
        assert bottom <= NARROW[1], (selector, box)


def test_the_number_the_next_step_and_who_waits_stand_whole_in_a_narrow_window(
    demo: Demo, visitors: Visitors
) -> None:
    first, _ = (demo.take("CT")["number"] for _ in range(2))
    console = visitors.counter(1, size=NARROW)
    count = '[data-role="waiting-count"]'
    expect(console.locator(count)).to_have_text("2")
    expect_whole(console, count, STEP)
    press(console, "Numpad0")
    expect_in_hand(console, first, "called")
    expect(console.locator(count)).to_have_text("1")
    expect_whole(console, count, '[data-role="current-number"]', STEP)
    expect_accessible(console)
    expect_well_laid_out(console)
    press(console, "NumpadAdd")
    expect(role(console, "calls")).to_have_text("2")
    press(console, "NumpadEnter")
    expect_in_hand(console, first, "serving")
    expect_whole(console, count, '[data-role="current-number"]', STEP)
    press(console, "NumpadEnter")
    expect(role(console, "nobody")).to_be_visible()
    press(console, "NumpadEnter")
    press(console, "NumpadSubtract")
    expect(role(console, "nobody-text")).to_contain_text("0")
    expect(console.locator(count)).to_have_text("0")
