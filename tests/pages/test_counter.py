"""The officer's console by keyboard alone, and when two officers want the same."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.staying import Staying
from tests.pages.steps import answer, call_next, expect_in_hand, expect_state, press, resized, role
from tests.support.browser import COUNTER, Visitors
from tests.support.demo import Demo

QUEUE_EMPTY = r"404 .*/call$"
PRESS_AT = """(at) => void setTimeout(() => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true })
), at - Date.now())"""


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The officer of counter 1 stays from test to test."""
    return those_who_stay


def test_it_is_worked_by_keyboard_alone(demo: Demo, visitors: Visitors) -> None:
    demo.act(1, "close")
    first, second = (demo.take("CT")["number"] for _ in range(2))
    console = visitors.counter(1)
    expect_state(console, "closed")
    press(console, "Enter")
    expect_state(console, "open")
    press(console, "Enter")
    expect_in_hand(console, first, "called")
    press(console, "r")
    expect(role(console, "calls")).to_have_text("2")
    press(console, "v")
    expect(role(console, "nobody")).to_be_visible()

    again = role(console, "missed").get_by_role("button", name=f"Gọi lại số vắng {first}")
    tab_to(console, again)
    press(console, "Enter")
    expect_in_hand(console, first, "called")
    expect(again).to_be_hidden()
    press(console, "Enter")
    expect_in_hand(console, first, "serving")
    press(console, "t")
    expect(role(console, "waiting").locator("li")).to_have_count(2)
    expect(role(console, "nobody-text")).to_contain_text(first)

    press(console, "p")
    answer(console, "1")
    expect_state(console, "paused")
    press(console, "Enter")
    expect_state(console, "open")
    press(console, "d")
    expect_state(console, "closed")
    assert demo.console(1)["waiting"]["total"] == 2
    assert second in role(console, "waiting").inner_text()


def test_it_is_worked_from_the_keypad_too(demo: Demo, visitors: Visitors) -> None:
    number = demo.take("CT")["number"]
    console = visitors.counter(1)
    press(console, "Numpad0")
    expect_in_hand(console, number, "called")
    press(console, "NumpadAdd")
    expect(role(console, "calls")).to_have_text("2")
    press(console, "NumpadSubtract")
    expect(role(console, "nobody")).to_be_visible()
    press(console, "NumpadMultiply")
    answer(console, "Numpad1")
    expect_state(console, "paused")
    press(console, "NumpadMultiply")
    expect_state(console, "open")


def test_a_key_that_is_held_down_acts_once(demo: Demo, visitors: Visitors) -> None:
    numbers = [demo.take("CT")["number"] for _ in range(3)]
    console = visitors.counter(1)
    for _ in range(30):
        console.keyboard.down("Enter")
    expect_in_hand(console, numbers[0], "called")
    for _ in range(30):
        console.keyboard.down("Enter")
    console.keyboard.up("Enter")
    assert demo.console(1)["ticket"]["state"] == "called"
    assert demo.waiting("CT") == 2
    press(console, "Enter")
    expect_in_hand(console, numbers[0], "serving")


def test_a_double_tap_at_the_end_of_a_visit_calls_nobody(demo: Demo, visitors: Visitors) -> None:
    call_next(demo, 1)
    demo.act(1, "serve")
    demo.take("CT")
    console = visitors.counter(1)
    console.keyboard.press("Enter")
    console.keyboard.press("Enter")
    expect(role(console, "nobody")).to_be_visible()
    expect(role(console, "nobody-text")).to_contain_text("1 người đang chờ")
    assert demo.console(1)["ticket"] is None


def test_who_is_kept_for_a_colleague_is_not_told_as_the_next(demo: Demo, visitors: Visitors) -> None:
    call_next(demo, 1)
    demo.act(1, "transfer", counter=2)
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("1")
    expect(role(console, "nobody-text")).to_have_text("Chưa có ai chờ quầy này. 1 người đang chờ quầy khác.")
    number = demo.take("CT")["number"]
    expect(role(console, "nobody-text")).to_have_text(f"2 người đang chờ. Tiếp theo: {number}.")


def test_nobody_waiting_is_said_quietly_and_the_next_press_works(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive(QUEUE_EMPTY)
    console = visitors.counter(1)
    press(console, "Enter")
    notice = role(console, "notice")
    expect(notice).to_contain_text("Chưa có ai chờ")
    expect(notice).to_have_class("notice console-notice notice-info")
    number = demo.take("CT")["number"]
    expect(role(console, "waiting-total")).to_have_text("1")
    press(console, "Enter")
    expect_in_hand(console, number, "called")
    expect(notice).to_be_hidden()


def test_two_officers_who_want_one_person_do_not_both_get_them(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive(QUEUE_EMPTY)
    consoles = {1: visitors.counter(1), 2: visitors.counter(2)}
    for _ in range(3):
        number = demo.take("CT")["number"]
        for console in consoles.values():
            expect(role(console, "waiting-total")).to_have_text("1")
        press_together(consoles.values())
        ((winner, n),) = [
            (console, n) for n, console in consoles.items() if role(console, "current").is_visible()
        ]
        expect_in_hand(winner, number, "called")
        expect(role(consoles[3 - n], "notice")).to_contain_text("Chưa có ai chờ")
        demo.act(n, "serve")
        demo.act(n, "finish")
        expect(role(winner, "nobody")).to_be_visible()


def test_somebody_elses_counter_says_whose_it_is(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("409")
    demo.take("CT")
    console = visitors.counter(1, username="canbo02")
    press(console, "Enter")
    expect(role(console, "notice")).to_contain_text("đang làm việc tại quầy 1")
    expect(role(console, "notice-text")).to_contain_text("Chọn quầy khác")
    assert demo.console(1)["ticket"] is None


def tab_to(page: Page, wanted: Locator) -> None:
    """Walk with Tab until this has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {wanted}")


def press_together(consoles: Iterable[Page]) -> None:
    """Enter on every console in the same moment; waits until each has its answer."""
    consoles = list(consoles)
    at = consoles[0].evaluate("Date.now() + 500")
    for console in consoles:
        console.evaluate(PRESS_AT, at)
    for console in consoles:
        console.wait_for_function("(at) => Date.now() > at + 50", arg=at)
        expect(console.locator('[data-role="current"]:visible, [data-role="notice"]:visible')).to_have_count(
            1
        )


def test_with_a_badge_and_a_notice_every_button_is_still_on_the_screen(
    demo: Demo, visitors: Visitors
) -> None:
    visitors.forgive(QUEUE_EMPTY)
    demo.act(1, "help", text="Cần hỏi về thủ tục")
    console = visitors.counter(1)
    press(console, "Enter")
    for size in (COUNTER, (1280, 720)):
        resized(console, size)
        expect(role(console, "notice")).to_be_visible()
        expect(role(console, "help-shown")).to_be_visible()
        for button in console.locator(".console-actions button:visible").all():
            expect(button).to_be_in_viewport(ratio=1)
    resized(console, COUNTER)
