"""A printer that never answers prints all the same: nobody is sent to look at its cable, and nobody is told that it is well."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.pages.steps import expect_print, role, take
from tests.support.browser import Visitors
from tests.support.tcp_printer import TcpPrinter

UNHEARD = "In được, không báo tình trạng"


@pytest.fixture(scope="module")
def printer() -> Iterator[TcpPrinter]:
    with TcpPrinter() as printer:
        printer.silent = True
        yield printer


@pytest.fixture(scope="module")
def printer_url(printer: TcpPrinter) -> str:
    return f"network://127.0.0.1:{printer.port}?timeout=0.3&confirm=0.3"


def test_people_get_their_slip_and_the_manager_reads_what_is_known(
    printer: TcpPrinter, visitors: Visitors
) -> None:
    kiosk, home = visitors.kiosk(), visitors.admin()
    take(kiosk, "CT")
    expect_print(kiosk, "printed")
    printer.wait_for_pages(1)
    expect(role(kiosk, "print-text")).to_have_text("Mời ông/bà lấy phiếu ở khe nhận phiếu.")
    kiosk.keyboard.press("Escape")
    expect(role(kiosk, "paper")).to_be_hidden()

    expect(role(home, "printer-state")).to_have_text(UNHEARD)
    expect(role(home, "printer-warning")).to_be_hidden()
    home.get_by_role("link", name="Máy in", exact=True).click()
    card = home.locator('[data-printer="centre"]')
    expect(role(card, "state")).to_have_text(UNHEARD)
    expect(role(card, "text")).to_contain_text("Máy in không cho biết tình trạng")
