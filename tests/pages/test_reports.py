"""Figures in a browser: from a report to one visit, on paper too; and a lost slip, found and printed again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.sizes import at_each_size
from tests.pages.steps import call_next, expect_dialog, expect_in_hand, press, role
from tests.support.browser import Visitors
from tests.support.demo import Demo


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def expect_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_from_a_figure_of_the_report_to_the_visit_and_onto_paper(demo: Demo, visitors: Visitors) -> None:
    number = call_next(demo, 1)["number"]
    demo.act(1, "serve")
    demo.act(1, "finish", outcome="received")
    page = visitors.signed_in("quanly", "/admin/reports?by=field")
    at_each_size(page, expect_accessible, expect_fits)
    expect(page.locator("svg.heat").first).to_be_visible()
    assert 1 <= pages_of(page.pdf(prefer_css_page_size=True)) <= 4
    page.locator("tr[data-key=CT] a").first.click()
    at_each_size(page, expect_accessible, expect_fits)
    with page.expect_download() as file:
        page.get_by_role("link", name="Tải XLSX").click()
    assert file.value.suggested_filename.endswith(".xlsx")
    expect(role(page, "progress-text")).to_have_text("Tệp đã lập xong.")
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.get_by_role("heading", name=f"Lượt {number}")).to_be_visible()
    expect(page.get_by_text("Vì sao gọi số này?")).to_be_visible()
    at_each_size(page, expect_accessible, expect_fits)
    visitors.go(page, "/admin/reports/counters?by=counter")
    at_each_size(page, expect_accessible, expect_fits)
    visitors.go(page, "/admin/reports/today")
    at_each_size(page, expect_accessible, expect_fits)
    expect(role(page, "sentence")).to_contain_text("Trung tâm tiếp nhận")
    page.locator('[data-action="copy"]').click()
    expect(role(page, "copied")).not_to_be_empty()
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


def find(place: Page | Locator, typed: str) -> Locator:
    place.get_by_label("Số trên phiếu").press_sequentially(typed)
    place.get_by_label("Số trên phiếu").press("Enter")
    row = role(place, "find-list").locator("li")
    expect(row).to_have_count(1)
    return row


def expect_printed_again(demo: Demo, place: Page | Locator, row: Locator, ticket: int, number: str) -> None:
    row.get_by_role("button", name="In lại").click()
    expect(role(place, "find-status")).to_contain_text(f"Đang in lại phiếu {number}")
    assert demo.ticket(ticket)["print"] in {"printing", "printed"}


def test_a_lost_slip_is_found_and_printed_again_at_the_counter_by_the_manager_and_on_a_tablet(
    demo: Demo, visitors: Visitors
) -> None:
    called = call_next(demo, 1)
    lost = demo.take("CT")
    typed = f"{lost['number'][0].lower()} {int(lost['number'][1:])}"

    console = visitors.counter(1)
    expect_in_hand(console, called["number"], "called")
    press(console, "f")
    dialog = expect_dialog(console, "find")
    row = find(dialog, typed)
    expect(row).to_contain_text("đang chờ")
    expect_accessible(console)
    expect_printed_again(demo, dialog, row, lost["id"], lost["number"])
    press(console, "Escape")
    expect_in_hand(console, called["number"], "called")  # what was typed commanded nothing

    tablet = visitors.helper(demo.helper_token)
    role(tablet, "lost").locator("summary").click()
    expect(find(tablet, typed)).to_contain_text("Người chờ trước: 0")
    expect_accessible(tablet)

    manager = visitors.admin()
    row = find(manager, typed)
    row.get_by_role("link", name="Từng bước").click()
    expect(manager.get_by_text("Yêu cầu in lại phiếu")).to_be_visible()
