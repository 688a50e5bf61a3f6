"""The printer's trouble before anybody chooses, and what the manager sees and does about it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import expect_not_reloaded, expect_print, mark, press, role, take
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.tcp_printer import TcpPrinter

OUT = "Máy in hết giấy – ông/bà vẫn lấy được số, số hiện trên màn hình."


@pytest.fixture(autouse=True)
def _in_order_again(demo: Demo, printer: TcpPrinter) -> Iterator[None]:
    yield
    printer.near_end = printer.cover_open = printer.forgetful = printer.offline = False
    printer.refill()


def test_the_kiosk_says_before_anyone_chooses_that_paper_is_out_and_when_it_is_back(
    printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk()
    mark(kiosk)
    expect(role(kiosk, "paper")).to_be_hidden()
    printer.out_of_paper = True
    expect(role(kiosk, "paper")).to_have_text(OUT)
    expect_accessible(kiosk)
    kiosk.locator('button[data-language="en"]').click()
    expect(role(kiosk, "paper")).to_contain_text("The printer is out of paper")
    kiosk.locator('button[data-language="vi"]').click()
    number = take(kiosk, "CT")["number"]
    expect_print(kiosk, "failed")
    expect(role(kiosk, "number")).to_have_text(number)
    expect(role(kiosk, "qr")).to_be_visible()
    kiosk.keyboard.press("Escape")
    printer.refill()
    expect(role(kiosk, "paper")).to_have_text("Máy in đã in được trở lại.")
    expect_accessible(kiosk, '[data-role="paper"]')
    take(kiosk, "CT")
    expect_print(kiosk, "printed")
    expect_not_reloaded(kiosk)


def test_the_kiosk_says_that_a_printer_in_trouble_stops_nobody_and_leaves_room_for_every_field(
    printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk = visitors.kiosk((1920, 1080))
    for fault in ("cover_open", "offline"):
        setattr(printer, fault, True)
        expect(role(kiosk, "paper")).to_contain_text("Máy in đang tạm nghỉ – ông/bà vẫn lấy được số")
        setattr(printer, fault, False)
        expect(role(kiosk, "paper")).to_have_attribute("data-kind", "good")
    printer.out_of_paper = True
    expect(role(kiosk, "paper")).to_have_text(OUT)
    expect(kiosk.locator(".kiosk-foot")).to_be_in_viewport(ratio=1)
    assert kiosk.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_little_paper_and_a_kiosk_that_is_gone_are_told_to_the_manager_and_not_to_citizens(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, admin = visitors.kiosk(), visitors.admin()
    printer.near_end = True
    expect(role(admin, "printer-low")).to_be_visible()
    expect(role(admin, "printer-state")).to_have_text("Sắp hết giấy")
    expect(role(admin, "printer-warning")).to_be_hidden()
    for part in ('[data-role="printer-low"]', '[aria-labelledby="printer-title"]'):
        expect_accessible(admin, part)
    take(kiosk, "CT")
    expect_print(kiosk, "printed")
    kiosk.keyboard.press("Escape")
    expect(role(kiosk, "paper")).to_be_hidden()
    printer.near_end = False
    expect(role(admin, "printer-low")).to_be_hidden()

    line = admin.locator(".admin-device", has_text="Máy lấy số").first.locator('[data-role="seen"]')
    expect(line).to_have_text("đang hoạt động")
    kiosk.close()
    expect(line).to_have_text("mất kết nối, vừa mới hoạt động")


def test_the_manager_prints_what_failed_without_and_what_is_in_doubt_with_a_mark(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    admin, already = visitors.admin(), len(printer.pages)
    printer.out_of_paper = True
    ticket = demo.take("CT")
    row = slip(admin, ticket)
    expect(row).to_contain_text("Chưa in được")
    expect_accessible(admin, 'section:has([data-role="slips"])')
    printer.refill()
    row.get_by_role("button", name=f"In phiếu {ticket['number']}").click()
    expect(role(admin, "said-title")).to_have_text(f"Đang in phiếu {ticket['number']}.")
    expect(row).to_have_count(0)
    printer.wait_for_pages(already + 1)
    expect(role(admin, "printer-facts")).to_contain_text("Phiếu gần nhất in lúc")

    already = len(printer.pages)
    printer.forgetful = True
    ticket = demo.take("CT")
    row = slip(admin, ticket)
    expect(row).to_contain_text("Chưa rõ đã in hay chưa")
    printer.forgetful = False
    row.get_by_role("button", name=f"In lại phiếu {ticket['number']}, có dấu").dblclick()
    expect(row).to_have_count(0)
    first, again = printer.wait_for_pages(already + 2)[already:]
    assert again.height > first.height, "no mark at its top"


def test_the_manager_prints_all_that_is_missing_after_one_question_or_drops_one(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    admin, already = visitors.admin(), len(printer.pages)
    printer.out_of_paper = True
    dropped, *wanted = (demo.take("CT") for _ in range(3))
    for ticket in (dropped, *wanted):
        expect(slip(admin, ticket)).to_contain_text("Chưa in được")
    slip(admin, dropped).get_by_role("button", name=f"Bỏ phiếu {dropped['number']}").click()
    expect(slip(admin, dropped)).to_have_count(0)
    admin.reload()
    rows = role(admin, "slips").locator("li")
    count = len(wanted)
    expect(rows).to_have_count(count)
    printer.refill()
    role(admin, "print-all").click()
    expect_accessible(admin)
    role(admin, "print-all-dialog").get_by_role("button", name="Hủy").click()
    expect(rows).to_have_count(count)
    role(admin, "print-all").click()
    role(admin, "print-all-dialog").get_by_role("button", name="In tất cả").click()
    expect(rows).to_have_count(0)
    printer.wait_for_pages(already + count)
    assert demo.ticket(dropped["id"])["print"] is None


def test_the_officer_prints_the_slip_of_the_person_at_the_counter(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    console, already = visitors.counter(1), len(printer.pages)
    printer.out_of_paper = True
    ticket = demo.take("CT")
    press(console, "Enter")
    expect(role(console, "current-number")).to_have_text(ticket["number"])
    expect(role(console, "print")).to_have_text("Phiếu chưa in được")
    expect_accessible(console)
    printer.refill()
    role(console, "print-slip").click()
    printer.wait_for_pages(already + 1)
    expect(role(console, "print-slip")).to_be_hidden()
    expect(role(console, "print")).to_be_hidden()
    press(console, "Enter")
    expect(role(console, "ticket-state")).to_have_attribute("data-state", "serving")


def slip(admin: Page, ticket: dict[str, Any]) -> Any:
    """The row of the list of slips not printed."""
    return role(admin, "slips").locator(f'[data-number="{ticket["number"]}"]')
