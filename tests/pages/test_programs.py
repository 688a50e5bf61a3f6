"""The manager's page of programs: a token made, shown once, found, ended; and the API's documentation."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible, faults
from tests.pages.sizes import EACH_SIZE, SIZES, AtEachSize
from tests.pages.steps import resized
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo

THEIR_OWN = "heading-order"
"""What swagger-ui itself breaks inside its own part of the page, and neither its settings nor our styles mend."""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def programs(visitors: Visitors, **look: Any) -> Page:
    return visitors.signed_in("quanly", "/admin/programs", **look)


def make(page: Page, name: str) -> str:
    page.get_by_label("Tên chương trình").fill(name)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Cấp mã").click()
    token = page.get_by_label("Mã (gửi trong đầu mục Authorization)")
    expect(token).to_be_visible()
    return token.input_value()


def officers(demo: Demo, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{demo.url}/api/v1/officers", headers=headers, timeout=30).status_code


def expect_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def expect_ours_accessible(page: Page) -> None:
    assert [fault for fault in faults(page) if not fault.startswith(THEIR_OWN)] == []


@EACH_SIZE
def test_a_token_is_made_shown_once_and_ended(
    demo: Demo, visitors: Visitors, at_each_size: AtEachSize
) -> None:
    page = programs(visitors)
    at_each_size(page, expect_accessible)
    token = make(page, "Cổng tra cứu")
    at_each_size(page, expect_accessible, expect_fits)
    assert officers(demo, token) == 200
    page.get_by_role("link", name="Về trang chương trình").click()
    row = page.locator("[data-program]", has_text="Cổng tra cứu")
    expect(row).to_contain_text("dùng lần cuối lúc")
    assert token not in page.content()
    row.locator("summary").click()
    at_each_size(page, expect_accessible, expect_fits)
    row.get_by_role("button", name="Thu hồi").click()
    expect(row).to_contain_text("Đã hết hiệu lực")
    assert officers(demo, token) == 401


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(visitors: Visitors) -> None:
    visitors.forgive("409")
    page = programs(visitors)
    make(page, "Bảng tin phường")
    visitors.go(page, "/admin/programs")
    page.get_by_label("Tên chương trình").fill("Bảng tin phường")
    page.get_by_role("button", name="Cấp mã").click()
    expect(page.get_by_role("alert")).to_contain_text("mã của nó còn hiệu lực")
    expect(page.get_by_label("Tên chương trình")).to_have_value("Bảng tin phường")
    expect_accessible(page)


def test_one_of_many_is_found_without_diacritics(demo: Demo, visitors: Visitors) -> None:
    headers = {"Authorization": f"Bearer {demo.credentials['admin']['token']}"}
    for name in (
        "Máy đọc thẻ",
        "Số liệu quận",
        "Trang tin",
        "Ứng dụng xã",
        "Đồng hồ",
        "Bản đồ",
        "Lịch",
        "Xe",
        "Sổ",
    ):
        body = {"name": name, "role": "officer"}
        httpx.post(f"{demo.url}/api/v1/tokens", json=body, headers=headers, timeout=30).raise_for_status()
    page = programs(visitors)
    page.get_by_label("Tìm trong danh sách").fill("dong")
    expect(page.locator("[data-program]:visible")).to_have_text([re.compile("Đồng hồ")])
    expect(page.locator('[data-role="filter-found"]')).to_contain_text("Hiện 1 trong")
    expect_accessible(page)
    page.get_by_label("Tìm trong danh sách").fill("thu hoi")  # a button's words are not about a program
    expect(page.locator("[data-program]:visible")).to_have_count(0)
    expect(page.locator('[data-role="filter-none"]')).to_contain_text("Không có mục nào khớp")
    visitors.go(page, "/admin/settings/fields")
    page.get_by_label("Tìm trong danh sách").fill("tu phap ho tich")
    expect(page.locator('[data-role="entries"] > li:visible')).to_have_count(1)


@EACH_SIZE
def test_a_webhook_is_placed_its_trouble_told_and_stopped(
    visitors: Visitors, at_each_size: AtEachSize
) -> None:
    visitors.forgive("422")
    page = visitors.signed_in("quanly", "/admin/webhooks")
    at_each_size(page, expect_accessible)
    url = "http://127.0.0.1:1/orders"  # nobody listens there
    page.get_by_label("Địa chỉ nhận").fill(url)
    page.get_by_role("button", name="Thêm webhook").click()
    expect(page.get_by_role("alert")).to_contain_text("trong mạng nội bộ")
    expect(page.get_by_label("Địa chỉ nhận")).to_have_value(url)
    page.get_by_label("Cho phép máy trong mạng nội bộ").fill("127.0.0.1")
    page.get_by_role("button", name="Thêm webhook").click()
    expect(page.get_by_role("textbox", name="Khóa ký")).to_have_value(re.compile(r"\S{40,}"))
    at_each_size(page, expect_accessible, expect_fits)
    row = page.locator("[data-webhook]", has_text=url)
    row.get_by_role("button", name="Tắt").click()
    expect(row.locator(".badge")).to_have_text("Đang tắt")
    row.get_by_role("button", name="Gửi tiếp").click()
    visitors.go(page, "/admin/webhooks")
    row.locator("summary", has_text="Các lần gửi gần đây").click()
    row.locator("summary", has_text="Bỏ webhook").click()
    expect(row).to_contain_text("không lấy lại được")
    at_each_size(page, expect_accessible, expect_fits)
    row.get_by_role("button", name="Bỏ hẳn").click()
    expect(row).to_have_count(0)


@pytest.mark.parametrize("looked_at", [(COUNTER,), pytest.param((PHONE, COUNTER), marks=pytest.mark.torture)])
def test_the_api_is_read_in_the_browser_without_the_internet(
    demo: Demo, visitors: Visitors, looked_at: tuple[tuple[int, int], ...]
) -> None:
    visitors.forgive("two elements with id post_api_v1")  # the library's own
    page = visitors.fresh()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visitors.go(page, "/api/docs")
    area = page.get_by_role("heading", name="tickets", exact=True)
    expect(
        page.get_by_role("heading", name="alerts", exact=True)
    ).to_be_visible()  # the last: all areas are there
    area.click()
    page.locator('[data-path="/api/v1/tickets"]').first.click()
    expect(page.get_by_text("Idempotency-Key").first).to_be_visible()
    for size in SIZES:
        expect_fits(resized(page, size))
        if size in looked_at:
            expect_ours_accessible(page)
    assert all(url.startswith((demo.url, "data:")) for url in asked)
