"""A printer in trouble: the number is valid, the screen carries it, and the staff learn what to do."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.steps import (
    choose,
    expect_print,
    expect_settled,
    expect_step,
    press,
    resized,
    role,
    stop_clock,
    take,
)
from tests.support.browser import ANY_KIOSK, Visitors
from tests.support.demo import Demo
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until

VALID = "số của ông/bà vẫn có hiệu lực"
PRINT_AGAIN = re.compile(r"/print$")
QR_DRAWN = "(image) => image.complete && image.naturalWidth > 100"


@pytest.fixture(autouse=True)
def _in_order_again(demo: Demo, printer: TcpPrinter) -> Iterator[None]:
    yield
    printer.silent = printer.forgetful = printer.offline = False
    printer.refill()


SMALL = (1366, 768), (1280, 720)
WHOLE = "(body) => body.scrollHeight <= body.clientHeight + 2.5"
"""Where to go is seen beside the number: no page is to be turned."""


def test_without_paper_or_printer_the_number_stands_on_the_screen_and_nobody_is_stopped(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, console, admin = visitors.kiosk(), visitors.counter(1), visitors.admin()
    already = len(printer.pages)
    printer.out_of_paper = True
    number = take(kiosk, "CT")["number"]
    expect_number_without_slip(kiosk, number, "failed")
    expect_printer(admin, "out_of_paper", "Hãy thay cuộn giấy rồi đóng nắp máy in")
    press(console, "Enter")
    expect_badge(console, number, "Phiếu chưa in được")

    printer.refill()
    expect_printer(admin, "ready")
    expect_badge(console, number, "Phiếu chưa in được")
    kiosk.keyboard.press("Escape")
    take(kiosk, "DD")
    expect_print(kiosk, "printed")
    assert len(printer.pages) == already + 1, "the slip that failed came out after all"
    for size in SMALL:
        assert resized(kiosk, size).locator("[data-for=result] .step-body").evaluate(WHOLE), size
    resized(kiosk, ANY_KIOSK)

    demo.act(1, "no-show")
    printer.offline = True
    kiosk.keyboard.press("Escape")
    number = take(kiosk, "CT")["number"]
    expect_number_without_slip(kiosk, number, "failed")
    expect_printer(admin, "offline", "Hãy kiểm tra nguồn điện và dây mạng của máy in")
    expect(role(console, "current")).to_be_hidden()
    press(console, "Enter")
    expect_badge(console, number, "Phiếu chưa in được")

    printer.offline = False
    expect_printer(admin, "ready")
    printer.silent = True
    kiosk.keyboard.press("Escape")
    expect_number_without_slip(kiosk, take(kiosk, "CT")["number"], "failed")
    expect_printer(admin, "offline")


def test_paper_that_ends_in_the_middle_of_a_slip_brings_one_slip_after_the_refill(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, already = visitors.kiosk(), len(printer.pages)
    printer.paper_rows = 200
    expect_number_without_slip(kiosk, take(kiosk, "CT")["number"], "unknown")
    printer.refill()
    printer.wait_for_pages(already + 1)
    kiosk.keyboard.press("Escape")
    take(kiosk, "DD")
    expect_print(kiosk, "printed")
    assert len(printer.pages) == already + 2


def test_a_slip_that_nobody_confirmed_is_told_as_unknown(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, console, already = visitors.kiosk(), visitors.counter(1), len(printer.pages)
    first = demo.take("DD")["id"]
    printer.wait_for_pages(already + 1)
    until(lambda: demo.ticket(first)["print"] == "printed")  # its own last question is answered
    printer.forgetful = True
    number = take(kiosk, "CT")["number"]
    expect(role(kiosk, "qr")).to_be_hidden()
    expect_number_without_slip(kiosk, number, "unknown")
    visitors.forgive("409")
    kiosk.route(PRINT_AGAIN, lambda route: route.fulfill(status=409, json={"code": "slip_over"}))
    with kiosk.expect_response(PRINT_AGAIN):
        role(kiosk, "again").click()
    expect_number_without_slip(kiosk, number, "unknown")
    press(console, "Enter")
    expect_badge(console, number, "Chưa rõ phiếu đã in hay chưa")
    assert len(printer.pages) == already + 2


def test_a_slip_that_did_not_come_is_printed_again_at_a_touch(
    printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk()
    printer.out_of_paper = True
    number = take(kiosk, "CT")["number"]
    expect_print(kiosk, "failed")
    again = role(kiosk, "again")
    with kiosk.expect_response(re.compile(r"/print$")):
        again.click()
    expect_print(kiosk, "failed")
    expect(again).to_be_visible()
    printer.out_of_paper = False
    again.click()
    expect_print(kiosk, "printed")
    expect(again).to_be_hidden()
    expect(role(kiosk, "number")).to_have_text(number)


def test_a_late_refusal_to_print_again_leaves_the_next_person_alone(
    printer: TcpPrinter, visitors: Visitors
) -> None:
    visitors.forgive("409")
    kiosk = visitors.kiosk()
    printer.out_of_paper = True
    _, late = gone_before_the_answer(kiosk)
    choose(kiosk, "DD")
    with kiosk.expect_response(PRINT_AGAIN):
        late.fulfill(status=409, json={"code": "cannot_be_printed"})
    expect_settled(kiosk)
    expect(role(kiosk, "closing")).to_have_attribute("data-idle", "")


def test_the_slip_of_whoever_has_gone_is_not_the_next_persons(
    printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk()
    printer.out_of_paper = True
    gone, late = gone_before_the_answer(kiosk)
    asked: list[str] = []

    def tell_printed(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json={"print": "printed"})

    kiosk.route(f"**/api/v1/tickets/{gone['id']}", tell_printed)
    take(kiosk, "DD")
    expect_print(kiosk, "failed")
    kiosk.clock.install()
    with kiosk.expect_response(PRINT_AGAIN):
        late.fulfill(json=gone)
    kiosk.clock.run_for(2_000)
    expect_settled(kiosk)
    expect_print(kiosk, "failed")
    assert asked == []


def gone_before_the_answer(kiosk: Page) -> tuple[dict[str, Any], Route]:
    """Somebody asks for their slip once more and leaves; answers their ticket and the question, held."""
    ticket = take(kiosk, "CT")
    expect_print(kiosk, "failed")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    kiosk.route(PRINT_AGAIN, hold)
    with kiosk.expect_request(PRINT_AGAIN):
        role(kiosk, "again").click()
    kiosk.locator('[data-action="done"]').click()
    expect_step(kiosk, "start")
    return ticket, held[0]


def test_somebody_without_a_slip_gets_more_time_on_the_screen(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk(own_clock=True)
    printer.out_of_paper = True
    take(kiosk, "CT")
    expect_print(kiosk, "failed")
    stop_clock(kiosk)
    kiosk.clock.run_for(20_000)
    expect_step(kiosk, "result")
    kiosk.locator('[data-action="more"]').click()
    kiosk.clock.run_for(30_000)
    expect_step(kiosk, "result")
    kiosk.clock.run_for(20_000)
    expect_step(kiosk, "start")


def expect_number_without_slip(kiosk: Page, number: str, state: str) -> None:
    """The kiosk says that the number is valid, and shows it with a code to take along."""
    expect_print(kiosk, state)
    expect(role(kiosk, "number")).to_have_text(number)
    expect(role(kiosk, "print-text")).to_contain_text(VALID)
    expect(role(kiosk, "qr")).to_be_visible()
    expect(role(kiosk, "qr")).to_be_in_viewport(ratio=1)
    kiosk.wait_for_function(QR_DRAWN, arg=role(kiosk, "qr").element_handle())


def expect_printer(admin: Page, state: str, advice: str = "") -> None:
    """The manager sees how the printer is, and what to do when it needs somebody."""
    expect(role(admin, "printer-state")).to_have_attribute("data-state", state)
    expect(role(admin, "printer-advice")).to_contain_text(advice)
    expect(role(admin, "printer-warning")).to_be_visible(visible=state != "ready")


def expect_badge(console: Page, number: str, text: str) -> None:
    """The officer sees that this person may have no slip."""
    expect(role(console, "current-number")).to_have_text(number)
    expect(role(console, "print")).to_have_text(text)
    expect(role(console, "print")).to_be_visible()
