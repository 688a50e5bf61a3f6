"""An hour at a counter with the numeric keypad alone, nothing typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.steps import (
    answer,
    expect_dialog,
    expect_in_hand,
    expect_nobody,
    expect_state,
    press,
    role,
)
from tests.support.browser import Visitors
from tests.support.demo import Demo

OPEN_OR_GO_ON = "Numpad0"
ENTER = "NumpadEnter"
NEXT, RESULT, TRANSFER, PARK, UNDO = "Numpad1", "Numpad2", "Numpad3", "Numpad4", "Numpad5"
HELP, PICK, FIELDS, HAND_OVER = "Numpad6", "Numpad7", "Numpad8", "Numpad9"
RECALL, NO_SHOW, RETURN, PAUSE, CLOSE = (
    "NumpadAdd",
    "NumpadSubtract",
    "NumpadDecimal",
    "NumpadMultiply",
    "NumpadDivide",
)


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_an_hour_at_the_counter(demo: Demo, visitors: Visitors) -> None:
    demo.act(1, "close")
    tickets = [demo.take("CT") for _ in range(6)]
    numbers = [ticket["number"] for ticket in tickets]
    console = visitors.counter(1)

    expect_state(console, "closed")
    press(console, OPEN_OR_GO_ON)
    expect_state(console, "open")

    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[0], "called")
    press(console, ENTER)
    expect_in_hand(console, numbers[0], "serving")
    press(console, RESULT)
    answer_by_keypad(console, "Numpad5")
    expect_nobody(console)
    assert demo.ticket(tickets[0]["id"])["outcome"] == "advised"

    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[1], "called")
    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[1], "serving")
    press(console, PARK)
    answer_by_keypad(console, "Numpad1")
    expect(role(console, "parked")).to_contain_text("Đi photo giấy tờ")

    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[2], "called")
    press(console, NO_SHOW)
    expect(role(console, "missed")).to_contain_text(numbers[2])

    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[3], "called")
    press(console, TRANSFER)
    answer_by_keypad(console, "Numpad3")
    expect_nobody(console)
    assert demo.ticket(tickets[3]["id"])["field"] == "XD"

    press(console, PICK)  # the parked one is back: "/" goes to the next list
    dialog = expect_dialog(console, "pick")
    console.keyboard.press("NumpadDivide")
    expect(role(dialog, "tickets")).to_contain_text(numbers[1])
    answer_by_keypad(console, "Numpad1")
    expect_in_hand(console, numbers[1], "called")
    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[1], "serving")
    press(console, NEXT)
    expect_in_hand(console, numbers[4], "called")
    assert demo.ticket(tickets[1]["id"])["outcome"] == "received"

    press(console, RETURN)
    expect_nobody(console)
    press(console, UNDO)
    expect_in_hand(console, numbers[4], "called")
    press(console, RECALL)
    expect(role(console, "calls")).to_have_text("2")
    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[4], "serving")
    press(console, OPEN_OR_GO_ON)
    expect_nobody(console)

    press(console, PICK)  # the missed one has come after all
    dialog = expect_dialog(console, "pick")
    console.keyboard.press("NumpadDivide")
    console.keyboard.press("NumpadDivide")
    expect(role(dialog, "tickets")).to_contain_text(numbers[2])
    missed = demo.console(1)["missed"]["items"]
    place = next(i for i, ticket in enumerate(missed) if ticket["number"] == numbers[2])
    answer_by_keypad(console, *["NumpadAdd"] * place)
    expect_in_hand(console, numbers[2], "called")
    press(console, OPEN_OR_GO_ON)
    expect_in_hand(console, numbers[2], "serving")
    press(console, RESULT)
    answer_by_keypad(console, "Numpad9")
    expect_nobody(console)
    assert demo.ticket(tickets[2]["id"])["outcome"] is None

    press(console, HELP)
    answer_by_keypad(console)
    expect(role(console, "help-shown")).to_be_visible()
    press(console, HELP)
    expect(role(console, "help-shown")).to_be_hidden()

    press(console, PAUSE)
    answer_by_keypad(console, "Numpad2")
    expect_state(console, "paused")
    press(console, OPEN_OR_GO_ON)
    expect_state(console, "open")
    press(console, CLOSE)
    expect_state(console, "closed")
    assert demo.console(1)["waiting"]["total"] == 1


def test_a_number_is_chosen_with_its_reason(demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    second = demo.take("CT")["number"]
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("2")
    press(console, PICK)
    dialog = expect_dialog(console, "pick")
    console.keyboard.press("Numpad2")
    console.keyboard.press(ENTER)
    expect(role(dialog, "why-number")).to_contain_text(second)
    answer_by_keypad(console, "Numpad3")
    expect_in_hand(console, second, "called")


def test_a_parked_citizen_is_said_to_be_back(demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    ticket = demo.act(1, "call")
    demo.act(1, "park")
    console = visitors.counter(1)
    expect(role(console, "parked")).to_contain_text(ticket["number"])
    press(console, PICK)
    expect_dialog(console, "pick")
    console.keyboard.press("NumpadMultiply")
    expect(role(console, "waiting")).to_contain_text(ticket["number"])
    expect(console.locator("dialog[open]")).to_have_count(0)


def test_fields_are_changed_and_the_counter_handed_over(demo: Demo, visitors: Visitors) -> None:
    before = demo.console(1)
    console = visitors.counter(1)
    press(console, FIELDS)
    answer_by_keypad(console, "Numpad0", "Numpad0", "Numpad3")  # KQ: help out → neither → first choice
    assert set(demo.console(1)["fields"]) == {"CT", "HT", "KQ", "DD"}
    demo.act(1, "open", fields=before["fields"], helps=before["helps"])
    press(console, HAND_OVER)
    answer_by_keypad(console, "Numpad1")
    expect(role(console, "officer")).not_to_have_text(before["officer"]["name"])
    press(console, UNDO)
    expect(role(console, "officer")).to_have_text(before["officer"]["name"])


@pytest.mark.parametrize("key", [PARK, RESULT, TRANSFER, HELP, PICK, FIELDS, HAND_OVER])
def test_every_question_is_given_up_with_the_point(key: str, demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    demo.take("CT")
    demo.act(1, "call")
    demo.act(1, "serve")
    console = visitors.counter(1)
    press(console, key)
    expect(console.locator("dialog[open]")).to_be_visible()
    console.keyboard.press("NumpadDecimal")
    expect(console.locator("dialog[open]")).to_have_count(0)
    assert demo.console(1)["ticket"]["state"] == "serving"


def answer_by_keypad(console: Page, *keys: str) -> None:
    """Answer the open dialog without leaving the keypad."""
    answer(console, *keys, enter=ENTER)
