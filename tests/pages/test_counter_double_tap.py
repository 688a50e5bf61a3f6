"""A second Enter right after the one that confirms a dialog of the console: it takes no further step."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.steps import call_next, expect_dialog, expect_in_hand, expect_state, press, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

ACTS_MS = 100
"""By then a first Enter has acted."""
SOON_MS = 250
"""By then one that comes at once after another has, too."""


@pytest.fixture
def console(demo: Demo, visitors: Visitors) -> Page:
    """Counter 1 with somebody served and somebody waiting; the page's time stands still from now on."""
    ticket = call_next(demo, 1)
    demo.act(1, "serve")
    demo.take("CT")
    page = visitors.counter(1)
    page.clock.install()
    page.reload()
    expect_in_hand(page, ticket["number"], "serving")
    return page


def tapped_twice(console: Page, name: str, opens: str, chooses: str) -> None:
    """Answer the dialog that a key opens with another one and two Enters."""
    press(console, opens)
    expect_dialog(console, name)
    press(console, chooses)
    expect(console.locator("dialog[open] [data-confirm]:disabled")).to_have_count(0)
    console.clock.pause_at(console.evaluate("Date.now() + 1000"))
    console.keyboard.press("Enter")
    console.clock.run_for(ACTS_MS)
    expect(console.locator("dialog[open]")).to_have_count(0)
    console.keyboard.press("Enter")
    console.clock.run_for(SOON_MS)
    expect(console.locator('[aria-busy="true"]')).to_have_count(1)
    console.clock.resume()
    expect(console.locator('[aria-busy="true"]')).to_have_count(0)


def test_a_corrected_priority_does_not_end_the_visit(console: Page, demo: Demo) -> None:
    tapped_twice(console, "priority", "i", "3")
    ticket = demo.console(1)["ticket"]
    assert (ticket["state"], ticket["priority"] is None) == ("serving", False)


def test_a_break_that_begins_does_not_end_at_once(console: Page, demo: Demo) -> None:
    demo.act(1, "finish")
    expect(role(console, "nobody")).to_be_visible()
    tapped_twice(console, "pause", "p", "2")
    expect_state(console, "paused")
    assert demo.console(1)["state"] == "paused"
