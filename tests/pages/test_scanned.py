"""A card scanned into a page of officers or managers: it does nothing, and the page says so."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.steps import (
    CARD,
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
CODES = ["0", "nu", "n" + "u" * 5, "P<VNMNGUYEN<<THI", "H26.14-251123-0012"]
QUESTIONS = {
    "k": "result",
    "c": "transfer",
    "g": "park",
    "b": "fields",
    "o": "hand-over",
    "i": "priority",
}
"""By which key each is opened."""
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_no_code_however_short_does_anything(demo: Demo, visitors: Visitors) -> None:
    """At the counter it ends no visit and calls nobody, at any scanner's pace: a pause of 180 ms is within one code."""
    ticket = serve(demo)
    demo.take("CT")
    console = visitors.counter(1)
    expect_in_hand(console, ticket["number"], "serving")
    sent = writes(console)
    for apart_ms, pause_at in PACES:
        scan_refused(console, CARD, apart_ms=apart_ms, pause_at=pause_at)
    scan_refused(console, "nuxk", apart_ms=180)
    for read in CODES:
        scan_refused(console, read)
    expect(console.locator("dialog[open]")).to_have_count(0)
    console.locator('[data-action="return"]').focus()  # a button that could be pressed
    scan_refused(console, CARD, apart_ms=70)
    expect_in_hand(console, ticket["number"], "serving")
    assert sent == []
    assert demo.waiting("CT") == 1


def scan_refused(console: Page, read: str, **pace: int) -> None:
    """Scan; the page says so of this scan and not of one before it."""
    role(console, "scanned").evaluate("(said) => said.replaceChildren()")
    scan(console, read, **pace)
    expect_scan_refused(console)


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


def test_a_card_scanned_into_a_question_answers_nothing(demo: Demo, visitors: Visitors) -> None:
    serve(demo)
    console = visitors.counter(1)
    sent = writes(console)
    for key, name in QUESTIONS.items():
        press(console, key)
        dialog = expect_dialog(console, name)
        scan_refused(console, CARD, apart_ms=70, pause_at=1)
        expect(role(dialog, "scanned")).to_be_visible()
        expect(dialog).to_be_visible()
        if name == "park":  # nor does one into a box of it send it
            dialog.get_by_label("Ghi thêm").focus()
            scan_refused(console, CARD, apart_ms=70, pause_at=6)
            expect(dialog).to_be_visible()
        console.keyboard.press("Escape")
        expect(console.locator("dialog[open]")).to_have_count(0)
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
