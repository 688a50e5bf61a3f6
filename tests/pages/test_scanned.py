"""A card scanned into a page of officers or managers: it does nothing, and the page says so."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.steps import (
    call_next,
    expect_dialog,
    expect_in_hand,
    expect_nobody,
    expect_scan_refused,
    expect_state,
    press,
    role,
    scan,
)
from tests.support.browser import Visitors
from tests.support.demo import Demo

PACES = [(5, 0), (30, 3), (70, 1), (70, 2), (70, 40)]
"""Milliseconds between two keys, and before which key the scanner pauses."""
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.mark.parametrize(("apart_ms", "pause_at"), PACES)
def test_a_card_scanned_at_the_counter_ends_no_visit_and_calls_nobody(
    apart_ms: int, pause_at: int, demo: Demo, visitors: Visitors
) -> None:
    ticket = serve(demo)
    demo.take("CT")
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "serving")
    sent = writes(console)
    scan(console, apart_ms=apart_ms, pause_at=pause_at)
    expect_scan_refused(console)
    expect_in_hand(console, ticket["number"], "serving")
    assert sent == []
    assert demo.waiting("CT") == 1


def test_a_scanner_that_the_kiosk_knows_is_known_at_the_counter_too(demo: Demo, visitors: Visitors) -> None:
    """Both judge by the same bounds: a pause of 180 ms before the second key is still within one code."""
    ticket = serve(demo)
    demo.take("CT")
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "serving")
    sent = writes(console)
    scan(console, "nuxk", apart_ms=180)
    expect_scan_refused(console)
    expect_in_hand(console, ticket["number"], "serving")
    assert sent == []


@pytest.mark.parametrize("read", ["0", "nu", "n" + "u" * 5, "P<VNMNGUYEN<<THI", "H26.14-251123-0012"])
def test_no_code_however_short_does_anything(read: str, demo: Demo, visitors: Visitors) -> None:
    ticket = serve(demo)
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "serving")
    sent = writes(console)
    scan(console, read)
    expect_scan_refused(console)
    assert sent == []


def test_a_card_scanned_at_a_free_or_a_closed_counter_calls_nobody(demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    console = visitors.counter(1)
    expect_nobody(console)
    sent = writes(console)
    scan(console)
    expect_scan_refused(console)
    demo.act(1, "close")
    expect_state(console, "closed")
    scan(console)
    expect_scan_refused(console)
    assert sent == []


def test_the_officers_key_works_right_after_a_scan(demo: Demo, visitors: Visitors) -> None:
    number = demo.take("CT")["number"]
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("1")
    scan(console)
    expect_scan_refused(console)
    press(console, "Enter")
    expect_in_hand(console, number, "called")


def test_a_scan_presses_no_button_that_has_the_focus(demo: Demo, visitors: Visitors) -> None:
    ticket = serve(demo)
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "serving")
    console.locator('[data-action="return"]').focus()
    sent = writes(console)
    scan(console, apart_ms=70)
    expect_scan_refused(console)
    assert sent == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("k", "result"),
        ("c", "transfer"),
        ("g", "park"),
        ("b", "fields"),
        ("o", "hand-over"),
        ("i", "priority"),
    ],
)
def test_a_card_scanned_into_a_question_answers_nothing(
    key: str, name: str, demo: Demo, visitors: Visitors
) -> None:
    serve(demo)
    console = visitors.counter(1)
    press(console, key)
    dialog = expect_dialog(console, name)
    sent = writes(console)
    scan(console, apart_ms=70, pause_at=1)
    expect_scan_refused(console)
    expect(dialog).to_be_visible()
    expect(role(dialog, "scanned")).to_be_visible()
    assert sent == []


def test_a_card_scanned_into_a_box_of_a_question_does_not_send_it(demo: Demo, visitors: Visitors) -> None:
    serve(demo)
    console = visitors.counter(1)
    press(console, "g")
    dialog = expect_dialog(console, "park")
    dialog.get_by_label("Ghi thêm").focus()
    sent = writes(console)
    scan(console, apart_ms=70, pause_at=6)
    expect_scan_refused(console)
    expect(dialog).to_be_visible()
    assert sent == []


def test_a_card_scanned_while_a_number_is_chosen_calls_nobody(demo: Demo, visitors: Visitors) -> None:
    for _ in range(3):
        demo.take("CT")
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("3")
    press(console, "l")
    dialog = expect_dialog(console, "pick")
    sent = writes(console)
    scan(console, apart_ms=30)
    expect_scan_refused(console)
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Tìm số")).to_have_value("")
    assert sent == []


def test_a_card_scanned_on_the_pin_pad_is_nobodys_pin(demo: Demo, visitors: Visitors) -> None:
    page = visitors.page(f"/enter#kind=counter&token={demo.counter_token}&next=/pin")
    page.wait_for_url("**/pin")
    expect(role(page, "names").locator("button")).to_have_count(10)
    sent = writes(page)
    scan(page, apart_ms=70)
    expect_scan_refused(page)
    expect(page.locator("body")).to_have_attribute("data-step", "names")
    page.locator(".pin-name").first.click()
    expect(page.locator("#pin")).to_be_focused()
    scan(page, apart_ms=70)
    expect_scan_refused(page)
    expect(page.locator("#pin")).to_have_value("")
    assert sent == []


def test_a_card_scanned_on_the_managers_page_presses_nothing(demo: Demo, visitors: Visitors) -> None:
    number = call_next(demo, 1)["number"]
    admin = visitors.admin()
    back = admin.get_by_role("button", name=f"Trả số {number}")
    back.focus()
    sent = writes(admin)
    scan(admin)
    expect_scan_refused(admin)
    assert sent == []
    assert demo.console(1)["ticket"]["number"] == number


def serve(demo: Demo) -> dict[str, Any]:
    """Somebody is served at counter 1."""
    ticket = call_next(demo, 1)
    demo.act(1, "serve")
    return ticket


def writes(page: Page) -> list[str]:
    """What the page sends from now on that changes something, as it is sent."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method in WRITES else None)
    return sent
