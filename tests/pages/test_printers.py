"""The manager's page of printers: how each is, what it answers, and a test slip."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import fail_once, role
from tests.support.browser import PHONE, Visitors
from tests.support.demo import Demo
from tests.support.tcp_printer import TcpPrinter


@pytest.fixture(autouse=True)
def _in_order_again(demo: Demo, printer: TcpPrinter) -> Iterator[None]:
    yield
    printer.forgetful = printer.silent = printer.offline = False
    printer.refill()


def printers_page(visitors: Visitors, size: tuple[int, int]) -> Page:
    page = visitors.signed_in("quanly", "/admin/printer", size)
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    return page


@EACH_SIZE
def test_the_manager_finds_the_way_prints_a_test_slip_and_is_told_what_became_of_it(
    demo: Demo, printer: TcpPrinter, visitors: Visitors, at_each_size: AtEachSize
) -> None:
    page, already = visitors.admin(), len(printer.pages)
    page.get_by_role("link", name="Máy in", exact=True).click()
    expect(page.get_by_role("heading", name="Máy in", exact=True)).to_be_visible()
    card = page.locator('[data-printer="centre"]')
    expect(role(card, "address")).to_contain_text("network://127.0.0.1:")
    expect(role(card, "width")).to_have_text("576 chấm (72 mm)")
    expect(role(card, "state")).to_have_text("Sẵn sàng")
    expect(role(card, "heard")).to_contain_text("DLE EOT (tình trạng): có trả lời")
    at_each_size(page, expect_accessible)
    card.get_by_role("button", name="In phiếu thử Máy in của trung tâm").click()
    expect(role(card, "trial")).to_contain_text("Máy in xác nhận đã in xong phiếu thử")
    printer.wait_for_pages(already + 1)
    expect(role(card, "heard")).to_contain_text("GS r (in xong): có trả lời")
    expect(role(card, "printed")).to_contain_text("ngày")
    at_each_size(page, expect_accessible, expect_narrow)


def expect_narrow(page: Page) -> None:
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], "the page is wider than the screen"


def test_a_test_slip_in_doubt_or_failed_says_what_to_do_now(
    demo: Demo, printer: TcpPrinter, visitors: Visitors
) -> None:
    page = printers_page(visitors, PHONE)
    card = page.locator('[data-printer="centre"]')
    printer.out_of_paper = True
    card.get_by_role("button", name="In phiếu thử").press("Enter")
    expect(role(card, "trial")).to_contain_text("Hãy thay cuộn giấy mới, đóng nắp, rồi in thử lại.")
    expect(role(card, "trial")).to_have_attribute("data-state", "failed")
    expect(role(card, "state")).to_have_text("Hết giấy")
    expect_accessible(page)
    printer.refill()
    expect(role(card, "state")).to_have_text("Sẵn sàng")
    card.get_by_role("button", name="In phiếu thử").press("Enter")
    expect(role(card, "trial")).to_have_attribute("data-state", "printed")
    printer.forgetful = True
    card.get_by_role("button", name="In phiếu thử").press("Enter")
    expect(role(card, "trial")).to_contain_text("Chưa rõ phiếu thử đã ra hay chưa")
    expect(role(card, "trial")).to_have_attribute("data-state", "unknown")


def test_why_a_test_slip_was_refused_stays_until_the_next_try(demo: Demo, visitors: Visitors) -> None:
    page = printers_page(visitors, PHONE)
    card = page.locator('[data-printer="centre"]')
    visitors.forgive("500")
    fail_once(page, "**/api/v1/printers/centre/test-slip")
    card.get_by_role("button", name="In phiếu thử").click()
    expect(role(card, "trial")).to_contain_text("Lỗi máy chủ. Thử lại.")
    with page.expect_response("**/api/v1/printers"):
        demo.take("CT")
    expect(role(card, "trial")).to_contain_text("Lỗi máy chủ. Thử lại.")
    card.get_by_role("button", name="In phiếu thử").click()
    expect(role(card, "trial")).to_contain_text("Máy in xác nhận đã in xong phiếu thử")
