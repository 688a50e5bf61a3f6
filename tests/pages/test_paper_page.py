"""The page of paper numbers: a pad is printed, then what the officers wrote on its list is typed in."""

import re

from playwright.sync_api import Locator, Route, expect

from tests.pages.axe import expect_accessible
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import role
from tests.support.browser import Visitors
from tests.support.demo import Demo

NUMBERS = "**/api/v1/paper/numbers"


def answer_lost(route: Route) -> None:
    """The server does it, and the page does not hear."""
    route.fetch()
    route.abort()


def fill(row: Locator, **typed: str) -> None:
    for name, value in typed.items():
        role(row, name).fill(value)


@EACH_SIZE
def test_a_pad_is_printed_and_its_numbers_are_typed_in(
    demo: Demo, visitors: Visitors, at_each_size: AtEachSize
) -> None:
    page = visitors.signed_in("quanly", "/admin/paper")
    with page.expect_download() as printed:
        page.get_by_role("button", name="Tạo tập mới (PDF)").click()
    prefix = re.findall(r"^so-giay-(D[A-Z]{2})\.pdf$", printed.value.suggested_filename)[0]

    rows = page.locator("[data-role=rows] > li")
    expect(rows).to_have_count(1)
    fill(rows.first, number=f"{prefix} 7".lower())
    role(rows.first, "served").check()
    expect(role(rows.first, "called")).to_be_visible()
    role(page, "send").click()
    expect(role(rows.first, "error")).to_contain_text("Điền đủ số")
    at_each_size(page, expect_accessible)

    fill(rows.first, at="08:00", called="08:10", finished="08:20")
    role(rows.first, "field").select_option("CT")
    role(rows.first, "counter").select_option("2")
    role(page, "add").click()
    expect(role(rows.nth(1), "number")).to_have_value(f"{prefix}008")
    expect(role(rows.nth(1), "counter")).to_have_value("2")
    for time in ("at", "called", "finished"):
        expect(role(rows.nth(1), time)).to_have_value("")
    role(rows.nth(1), "served").uncheck()
    fill(rows.nth(1), number="A1", at="08:05")
    role(page, "send").click()
    expect(role(rows.nth(1), "error")).to_contain_text("không phải số giấy")
    expect(role(rows.first, "error")).to_be_hidden()
    fill(rows.nth(1), number=f"{prefix}008")
    role(page, "send").click()
    expect(role(page, "said")).to_have_text(f"Đã nhập 2 số: {prefix}007, {prefix}008")
    expect(rows).to_have_count(1)
    expect(role(rows.first, "number")).to_have_value(f"{prefix}009")

    fill(rows.first, number=f"{prefix}007", at="08:00")
    role(page, "send").click()
    expect(role(rows.first, "error")).to_contain_text(f"Số {prefix}007 đã nhập rồi")

    fill(rows.first, number=f"{prefix}009", at="08:00")
    visitors.forgive("net::ERR_FAILED")
    page.route(NUMBERS, answer_lost)
    role(page, "send").click()
    expect(role(page, "said")).to_contain_text("Máy chủ chưa trả lời")
    page.unroute(NUMBERS)
    role(page, "send").click()
    expect(role(page, "said")).to_have_text(f"Đã nhập 1 số: {prefix}009")
