"""The console for everybody: axe finds nothing in its states and dialogs, and everything fits at 200 %."""

import pytest
from playwright.sync_api import expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import call_next, expect_dialog, expect_in_hand, expect_state, press, role
from tests.support.browser import Visitors
from tests.support.demo import Demo

DIALOGS = {
    "k": "result",
    "c": "transfer",
    "g": "park",
    "h": "help",
    "l": "pick",
    "b": "fields",
    "o": "hand-over",
}
SCROLLS = (
    "document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth"
)


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_axe_finds_nothing_in_a_full_hall_and_on_a_break(demo: Demo, visitors: Visitors) -> None:
    """The quieter states are scenes of test_accessibility.py."""
    console = visitors.counter(1, reduced_motion="reduce")
    fill_the_hall(demo)
    demo.act(1, "help", text="Máy hoặc mạng trục trặc")
    number = demo.act(1, "call")["number"]
    demo.act(1, "serve")
    expect_in_hand(console, number, "serving")
    expect_accessible(console)
    assert not console.evaluate(SCROLLS), "the console fits on its screen"
    demo.act(1, "finish")
    demo.act(1, "pause", reason="Họp")
    expect_state(console, "paused")
    expect_accessible(console)


def test_axe_finds_nothing_in_the_dialogs(demo: Demo, visitors: Visitors) -> None:
    fill_the_hall(demo)
    demo.act(1, "call")
    demo.act(1, "serve")
    console = visitors.counter(1, reduced_motion="reduce")  # no colour is caught on its way to another
    for key, name in DIALOGS.items():
        press(console, key)
        # A number is in hand; whom it moves or hands over has to be chosen first.
        may_answer = name not in {"pick", "transfer", "hand-over"}
        expect(expect_dialog(console, name).locator("[data-confirm]")).to_be_enabled(enabled=may_answer)
        expect_accessible(console)
        console.keyboard.press("Escape")
        expect(console.locator("dialog[open]")).to_have_count(0)
    demo.act(1, "finish")
    expect(role(console, "nobody")).to_be_visible()
    press(console, "p")
    expect_dialog(console, "pause")
    expect_accessible(console)


def test_a_dialog_can_be_answered_at_twice_the_size(demo: Demo, visitors: Visitors) -> None:
    call_next(demo, 1)
    demo.act(1, "serve")
    console = visitors.counter(1, size=(683, 384))
    for key in ("k", "c", "b"):
        press(console, key)
        dialog = expect_dialog(console, DIALOGS[key])
        confirm = dialog.locator("[data-confirm]")
        expect(confirm).to_be_in_viewport(ratio=1)
        assert not console.evaluate("document.documentElement.scrollWidth > innerWidth"), DIALOGS[key]
        assert dialog.evaluate("(node) => node.scrollWidth <= node.clientWidth"), DIALOGS[key]
        console.keyboard.press("Escape")
        expect(console.locator("dialog[open]")).to_have_count(0)


def fill_the_hall(demo: Demo) -> None:
    """Everything that a console can show: people of every kind, somebody parked, somebody missed, a note."""
    demo.take("CT", procedure=demo.procedures("CT")[0]["code"])
    for field in ("CT", "HT", "KQ", "DD", "CT"):
        demo.take(field)
    demo.take("HT", priority="elderly")
    demo.act(3, "call")
    demo.act(3, "transfer", counter=1, note="Đã xem bản chính")
    demo.act(1, "call")
    demo.act(1, "park", reason="Đi nộp tiền")
    demo.act(1, "call")
    demo.act(1, "no-show")
