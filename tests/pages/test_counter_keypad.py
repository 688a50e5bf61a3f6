"""An hour at a counter with the numeric keypad alone, nothing typed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.staying import Staying
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

STEP = "Numpad0"
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


@pytest.fixture
def visitors(those_who_stay: Staying) -> Staying:
    """The officer of counter 1 stays from test to test."""
    return those_who_stay


def test_an_hour_at_the_counter(demo: Demo, visitors: Visitors) -> None:
    demo.act(1, "close")
    tickets = [demo.take("CT") for _ in range(6)]
    console = visitors.counter(1)
    expect_state(console, "closed")
    press(console, STEP)
    expect_state(console, "open")

    advise(demo, console, tickets[0])
    park(console, tickets[1])
    miss(console, tickets[2])
    send_to_construction(demo, console, tickets[3])
    call_in_and_finish(demo, console, tickets[1], following=tickets[4])
    return_undo_and_serve(console, tickets[4])
    call_back(demo, console, tickets[2])
    call_for_help(console)

    press(console, PAUSE)
    answer(console, "Numpad2", enter=ENTER)
    expect_state(console, "paused")
    press(console, STEP)
    expect_state(console, "open")
    press(console, CLOSE)
    expect_state(console, "closed")
    assert demo.console(1)["waiting"]["total"] == 1


def serve_next(console: Page, ticket: dict[str, Any]) -> None:
    """Two steps: called, then served."""
    press(console, STEP)
    expect_in_hand(console, ticket["number"], "called")
    press(console, ENTER)
    expect_in_hand(console, ticket["number"], "serving")


def advise(demo: Demo, console: Page, ticket: dict[str, Any]) -> None:
    """A visit that ends with advice."""
    serve_next(console, ticket)
    press(console, RESULT)
    answer(console, "Numpad5", enter=ENTER)
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["outcome"] == "advised"


def park(console: Page, ticket: dict[str, Any]) -> None:
    """Somebody goes to copy a paper."""
    serve_next(console, ticket)
    press(console, PARK)
    answer(console, "Numpad1", enter=ENTER)
    expect(role(console, "parked")).to_contain_text("Đi photo giấy tờ")


def miss(console: Page, ticket: dict[str, Any]) -> None:
    """Somebody does not come."""
    press(console, STEP)
    expect_in_hand(console, ticket["number"], "called")
    press(console, NO_SHOW)
    expect(role(console, "missed")).to_contain_text(ticket["number"])


def send_to_construction(demo: Demo, console: Page, ticket: dict[str, Any]) -> None:
    """Somebody took a number for the wrong field."""
    press(console, STEP)
    expect_in_hand(console, ticket["number"], "called")
    press(console, TRANSFER)
    answer(console, "Numpad3", enter=ENTER)
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["field"] == "XD"


def call_in_and_finish(
    demo: Demo, console: Page, ticket: dict[str, Any], *, following: dict[str, Any]
) -> None:
    """The parked one is back; "/" goes from list to list. One key ends the visit and calls the next."""
    press(console, PICK)
    dialog = expect_dialog(console, "pick")
    console.keyboard.press("NumpadDivide")
    expect(role(dialog, "tickets")).to_contain_text(ticket["number"])
    answer(console, "Numpad1", enter=ENTER)
    expect_in_hand(console, ticket["number"], "called")
    press(console, STEP)
    expect_in_hand(console, ticket["number"], "serving")
    press(console, NEXT)
    expect_in_hand(console, following["number"], "called")
    assert demo.ticket(ticket["id"])["outcome"] == "received"


def return_undo_and_serve(console: Page, ticket: dict[str, Any]) -> None:
    """A slip of the finger is taken back."""
    press(console, RETURN)
    expect_nobody(console)
    press(console, UNDO)
    expect_in_hand(console, ticket["number"], "called")
    press(console, RECALL)
    expect(role(console, "calls")).to_have_text("2")
    press(console, STEP)
    expect_in_hand(console, ticket["number"], "serving")
    press(console, STEP)
    expect_nobody(console)


def call_back(demo: Demo, console: Page, ticket: dict[str, Any]) -> None:
    """The missed one has come after all, and the visit ends without an outcome."""
    press(console, PICK)
    dialog = expect_dialog(console, "pick")
    console.keyboard.press("NumpadDivide")
    console.keyboard.press("NumpadDivide")
    expect(role(dialog, "tickets")).to_contain_text(ticket["number"])
    missed = [one["number"] for one in demo.console(1)["missed"]["items"]]
    answer(console, *["NumpadAdd"] * missed.index(ticket["number"]), enter=ENTER)
    expect_in_hand(console, ticket["number"], "called")
    press(console, STEP)
    expect_in_hand(console, ticket["number"], "serving")
    press(console, RESULT)
    answer(console, "Numpad9", enter=ENTER)
    expect_nobody(console)
    assert demo.ticket(ticket["id"])["outcome"] is None


def call_for_help(console: Page) -> None:
    """Help is called for, and has come."""
    press(console, HELP)
    answer(console, enter=ENTER)
    expect(role(console, "help-shown")).to_be_visible()
    press(console, HELP)
    expect(role(console, "help-shown")).to_be_hidden()


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
    answer(console, "Numpad3", enter=ENTER)
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
    answer(console, "Numpad0", "Numpad0", "Numpad3", enter=ENTER)  # KQ: help out → neither → first choice
    assert set(demo.console(1)["fields"]) == {"CT", "HT", "KQ", "DD"}
    demo.act(1, "open", fields=before["fields"], helps=before["helps"])
    press(console, HAND_OVER)
    answer(console, "Numpad1", enter=ENTER)
    expect(role(console, "officer")).not_to_have_text(before["officer"]["name"])
    expect(role(console, "undo-left")).to_be_visible()
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
