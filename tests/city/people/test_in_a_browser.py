"""The pages of the city's people in a real browser: they fit, they read well for everybody, and they need no script."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from server.core.reports.marks import times_of
from tests.pages.axe import expect_accessible
from tests.support.browser import COUNTER, PATIENCE_MS, PHONE
from tests.support.city_office import PASSWORD, Office
from tests.support.city_stays import make_tables

FILE = "code,short_name,name,field\n" + "".join(
    f"1.{n:03d},Thủ tục {n},Đăng ký việc số {n} của công dân tại phường,CT\n" for n in range(1, 30)
)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ENTRY_IN_VIEW = """() => {
  const here = document.querySelector(".city-menu [aria-current]")?.getBoundingClientRect();
  return !here || (here.left >= 0 && here.right <= innerWidth);
}"""
TWO_ROWS_PX = 120
PAGES = (
    "/people",
    "/people/minh",
    "/account",
    "/audit",
    "/catalogue",
    "/catalogue/1",
    "/reports?from=2026-11-23&to=2026-11-23",
)


@pytest.fixture
def url(office: Office) -> Iterator[str]:
    fill(office)
    server = make_server("127.0.0.1", 0, office.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fill(office: Office) -> None:
    with office.database.transaction() as transaction:
        make_tables(transaction)
        for n in range(40):
            transaction.execute(
                "INSERT INTO stay (centre, day, seq, ticket, came, field, channel, point, marks, times)"
                " VALUES (%s, '2026-11-23', %s, %s, %s, %s, 'kiosk', '', 'vsfR', %s)",
                (
                    f"W000{n % 3 + 1}",
                    n,
                    n,
                    1_795_402_800_000 + n * 600_000,
                    ("CT", "HT")[n % 2],
                    times_of((60 * n, 5, 300 + n, 400 + 61 * n)),
                ),
            )


def signed_in(browser: Browser, url: str, size: tuple[int, int], where: str = "/account") -> Page:
    """By the keyboard alone."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{url}{where}")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    expect_accessible(page)
    page.keyboard.type("lan")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Các trang")).to_be_visible()
    return page


@pytest.mark.parametrize("size", [COUNTER, PHONE], ids=["1366x768", "390x844"])
def test_every_page_fits_and_axe_finds_nothing(browser, url, size, tmp_path: Path):
    page = signed_in(browser, url, size, "/catalogue")
    file = tmp_path / "danh-muc.csv"
    file.write_text(FILE, encoding="utf-8")
    page.get_by_label("Tệp CSV").set_input_files(file)
    page.get_by_label("Ghi chú").fill("Quyết định 12")
    page.get_by_role("button", name="Tải lên và xem thay đổi").click()
    expect(page.get_by_role("heading", name="Danh mục phiên bản 1")).to_be_visible()
    page.get_by_label("Phường 2").check()
    page.get_by_role("button", name="Đưa đến nơi thử").click()
    expect(page.get_by_text("Đang thử ở: W0002")).to_be_visible()
    for address in PAGES:
        page.goto(f"{url}{address}")
        expect_accessible(page)
        assert not page.evaluate(TOO_WIDE), address
    page.close()


@pytest.mark.parametrize(("size", "zoom"), [(PHONE, 1), (COUNTER, 2)], ids=["390x844", "1366x768 at 200 %"])
def test_in_a_narrow_window_head_and_menu_take_two_rows(browser, url, size, zoom):
    page = signed_in(browser, url, (size[0] // zoom, size[1] // zoom))
    for address in PAGES:
        page.goto(f"{url}{address}")
        assert page.locator("main").bounding_box()["y"] <= TWO_ROWS_PX, address
        assert page.evaluate(ENTRY_IN_VIEW), address
        assert not page.evaluate(TOO_WIDE), address
    page.goto(f"{url}/people")
    name = page.get_by_role("link", name="Nguyễn Thị Lan").last
    assert name.evaluate("(link) => link.getClientRects().length") == 1
    entries = page.get_by_role("navigation", name="Các trang").get_by_role("link")
    entries.first.focus()
    for n in range(entries.count()):
        expect(entries.nth(n)).to_be_focused()
        expect(entries.nth(n)).to_be_in_viewport(ratio=0.9)
        page.keyboard.press("Tab")
    page.close()


def test_on_a_phone_one_leaves_by_a_button_with_ones_name(browser, url):
    page = signed_in(browser, url, PHONE)
    leave = page.get_by_role("button", name="Đăng xuất")
    expect(leave).to_be_hidden()
    page.get_by_role("button", name="Tài khoản: Nguyễn Thị Lan").focus()
    page.keyboard.press("Enter")
    expect(leave).to_be_visible()
    expect(page.get_by_role("link", name="English")).to_be_visible()
    expect_accessible(page)
    page.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    page.keyboard.press("Enter")
    leave.click()
    expect(page.get_by_label("Tên đăng nhập")).to_be_visible()
    page.close()


def test_a_liaison_is_added_without_a_script_and_sees_the_reports_of_their_centre_in_english(browser, url):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{url}/people")
    for who in ("lan", "tuan"):
        page.get_by_label("Tên đăng nhập").fill(who)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        if who == "tuan":
            break
        page.goto(f"{url}/people")
        page.get_by_label("Tên đăng nhập").fill("tuan")
        page.get_by_label("Họ tên").fill("Vũ Tuấn")
        page.get_by_label("Vai trò").select_option(label="Liên lạc phường")
        page.get_by_label("Phường 3").check()
        page.get_by_label("Mật khẩu đầu tiên").fill(PASSWORD)
        page.get_by_role("button", name="Thêm người").click()
        expect(page.get_by_text("Đã lưu: tuan")).to_be_visible()
        page.get_by_role("button", name="Đăng xuất").click()
    page.goto(f"{url}/reports?from=2026-11-23&to=2026-11-23&lang=en")
    expect(page.get_by_role("heading", name="The city's reports")).to_be_visible()
    rows = page.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Phường 3 (W0003)")
    expect(page.get_by_role("link", name="People")).to_have_count(0)
    context.close()


def test_a_report_on_paper_has_no_head_and_no_forms(browser, url):
    page = signed_in(browser, url, COUNTER, "/reports?from=2026-11-23&to=2026-11-23")
    page.emulate_media(media="print")
    for gone in (".masthead", ".city-menu", ".report-form", ".report-acts"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".report-table").first).to_be_visible()
    page.close()
