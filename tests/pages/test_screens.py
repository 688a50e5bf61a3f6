"""Screens of the hall: paired by a short code, moved by the manager, well after an upgrade and after a long sleep."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from server.core.refusal import Refusal
from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import call_next, expect_newest, expect_not_reloaded, mark, role
from tests.support.browser import ANY_HALL, PHONE, Visitors
from tests.support.demo import Demo
from tests.support.long_day import long_day_now

LONGER_THAN_A_CALL_IS_FRESH_S = 30
A_WEEKEND_H = 62
GONE = Refusal("unknown_hall", hall="A", halls="1").texts()
OLDER = """document.addEventListener("readystatechange", () => (document.body.dataset.version = "0"))"""
"""The page says that it is of another build than the server, before its own scripts run."""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_a_screen_is_paired_moved_and_taken_back_from_the_managers_page(visitors: Visitors) -> None:
    visitors.forgive("404", "401")
    screen = visitors.page("/screen", ANY_HALL)
    admin = visitors.signed_in("quanly", "/admin/screens")
    code = shown_code(screen)
    expect_accessible(screen)

    pair(admin, f"{(int(code) + 1) % 1_000_000:06}", "Sảnh tầng 1")
    expect(admin.get_by_role("alert")).to_contain_text("Không có máy nào đang hiện mã này")
    assert shown_code(screen) == code
    pair(admin, f"{code[:3]} {code[3:]}", "Sảnh tầng 1")
    screen.wait_for_url("**/display?hall=1&layout=main&sound=on")
    expect(screen.locator("body")).to_have_attribute("data-view", "live")

    row = admin.locator(".screen").filter(has_text="Sảnh tầng 1")
    expect(role(row, "state")).to_have_text("Tốt")
    expect(role(row, "facts")).to_contain_text("hình mỗi giây, tiếng bật, bản 0.2.0+")
    row.locator("summary").click()
    expect_accessible(admin)
    expect_well_laid_out(admin)
    admin.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect_well_laid_out(admin)

    row.get_by_label("Kiểu bảng").select_option("totem")
    row.get_by_label("Đọc số thành tiếng").uncheck()
    row.get_by_role("button", name="Chuyển ngay").click()
    screen.wait_for_url("**/display?hall=1&layout=totem&sound=off")

    row.locator("summary").click()
    row.get_by_role("button", name="Thu hồi").click()
    assert shown_code(screen) != code


def test_a_panel_without_a_counter_is_refused_in_words_and_nothing_moves(visitors: Visitors) -> None:
    visitors.forgive("422")
    screen, admin = visitors.page("/screen", ANY_HALL), visitors.signed_in("quanly", "/admin/screens")
    pair(admin, shown_code(screen), "Trên quầy 4")
    row = admin.locator(".screen").filter(has_text="Trên quầy 4")
    row.locator("summary").click()
    row.get_by_label("Kiểu bảng").select_option("counter")
    row.get_by_role("button", name="Chuyển ngay").click()
    expect(row.get_by_role("alert")).to_contain_text("cần biết là quầy nào")
    expect(row.get_by_label("Kiểu bảng")).to_have_value("counter")
    expect(row).to_contain_text("Bảng chính · có tiếng")

    row.get_by_label("Kiểu bảng").select_option("plain")
    row.get_by_role("button", name="Chuyển ngay").click()
    screen.wait_for_url("**/display?layout=plain&hall=1")  # its own door set the cookie that it needs
    expect(screen.get_by_role("heading", name="Màn hình này chưa được đăng ký")).to_have_count(0)
    expect(role(row, "facts")).to_contain_text("Thấy lúc")
    expect(role(row, "state")).to_have_text("Không theo dõi được")


def test_a_screen_of_another_build_loads_itself_anew_once(demo: Demo, visitors: Visitors) -> None:
    hall = visitors.hall()
    hall.add_init_script(OLDER)
    loads: list[str] = []
    hall.on("load", lambda page: loads.append(page.url))
    hall.clock.install()
    hall.reload()
    expect(hall.locator("body")).to_have_attribute("data-version", "0")
    expect_newest(hall, call_next(demo, 1)["number"], 1)
    mark(hall)
    hall.clock.run_for(5_000)
    expect_not_reloaded(hall)  # the call is fresh: nobody is to miss it
    hall.clock.run_for(LONGER_THAN_A_CALL_IS_FRESH_S * 1000)
    hall.wait_for_function("() => !window.marked")
    expect(hall.locator("body")).to_have_attribute("data-view", "live")
    mark(hall)
    hall.clock.run_for(4 * LONGER_THAN_A_CALL_IS_FRESH_S * 1000)
    expect_not_reloaded(hall)
    assert len(loads) == 2


def test_a_lid_closed_for_a_weekend_shows_nothing_old_as_new(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    hall = visitors.hall(own_clock=True)
    expect_newest(hall, call_next(demo, 1)["number"], 1)
    hall.evaluate(
        """() => new MutationObserver(() => (window.saidStale ||= !document.querySelector('[data-role="stale"]').hidden))
          .observe(document.querySelector('[data-role="stale"]'), { attributes: true })"""
    )
    mark(hall)
    hall.context.set_offline(True)
    latest = call_next(demo, 2, "HT")["number"]
    hall.clock.fast_forward(timedelta(hours=A_WEEKEND_H) // timedelta(milliseconds=1))
    hall.wait_for_function("() => window.saidStale")
    hall.context.set_offline(False)
    expect(role(hall, "stale")).to_be_hidden()
    expect_newest(hall, latest, 2)
    expect_not_reloaded(hall)
    shown = role(hall, "clock").inner_text()
    assert shown in {f"{long_day_now() - timedelta(minutes=late):%H:%M}" for late in (0, 1)}


def test_a_screen_whose_hall_is_gone_says_so_and_goes_when_it_is_given_another(visitors: Visitors) -> None:
    screen = visitors.hall()
    moved = "/display?hall=1&layout=totem&sound=off"
    hello = {"version": "0", "next": None, "gone": {"code": "unknown_hall", "text": GONE}}
    screen.route("**/api/v1/screens/me", lambda route: route.fulfill(json=hello))
    visitors.go(screen, "/screen")
    expect(role(screen, "gate-vi")).to_have_text(GONE["vi"])
    expect(role(screen, "gate-en")).to_have_text(GONE["en"])
    expect(role(screen, "pairing")).to_be_hidden()
    hello |= {"next": moved, "gone": None}
    screen.wait_for_url(f"**{moved}")
    expect(screen.locator("body")).to_have_attribute("data-view", "live")


def shown_code(screen: Page) -> str:
    """The pairing code that a screen shows."""
    code = role(screen, "pairing-code")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    return code.inner_text().replace(" ", "")


def pair(admin: Page, code: str, name: str) -> None:
    """Type a code on the manager's page."""
    admin.get_by_label("Mã trên màn hình").fill(code)
    admin.get_by_label("Tên màn hình").fill(name)
    admin.get_by_role("button", name="Ghép màn hình").click()
