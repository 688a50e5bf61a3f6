"""Pages that tell of time going by: what takes too long today, what is usual by the weeks before, and when it is quiet."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import call_next, resized, role
from tests.support.browser import PHONE, Visitors
from tests.support.demo import Demo
from tests.support.moved_goiso import MovedClock
from tests.support.ports import free_port
from tests.support.waiting import together, until

WEEKS, CAME = (21, 14, 7), 16
ENOUGH, LONG_WAIT, SHORT_WAIT = 10, 25, 4
"""Of so many waits an hour's usual one is told; minutes."""
A4 = (794, 1123)
RULES = [
    {"code": code, "vi": vi, "en": vi, "metric": metric, "limit": limit}
    for code, vi, metric, limit in (
        ("called", "Gọi mà chưa phục vụ", "called_too_long_minutes", 10),
        ("serving", "Phục vụ quá lâu", "serving_too_long_minutes", 20),
        ("parked", "Chờ bổ sung quá lâu", "parked_too_long_minutes", 15),
        ("silent", "Máy im lặng", "device_silent_minutes", 10),
        ("printer", "Máy in", "printer_trouble", 1),
        ("backup", "Bản sao lưu đã cũ", "backup_age_hours", 2),
        ("arrivals", "Đông hơn thường", "arrivals_above_usual", 10),
        ("waiting", "Đông người chờ", "waiting", 1),
    )
]


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> MovedClock:
    return MovedClock(tmp_path_factory.mktemp("clock") / "moved_by_ms")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, clock: MovedClock) -> Iterator[Demo]:
    """On three such weekdays people came, and on one they were called. Tokens of then are over: today it starts anew, without its printer, and makes a backup two hours ago."""
    folder, program = tmp_path_factory.mktemp("demo"), ("tests.support.moved_goiso", str(clock.file))
    clock.move(days=-WEEKS[0])
    with Demo(folder, program=program) as before:
        before.act(5, "open")
        for hours, wait in ((0, LONG_WAIT), (2, SHORT_WAIT)):
            clock.move(days=-WEEKS[0], hours=hours)
            take(before, ENOUGH)
            clock.move(days=-WEEKS[0], hours=hours, minutes=wait)
            for _ in range(ENOUGH):
                before.act(5, "call")
                before.act(5, "no-show")
        for days in WEEKS[1:]:
            clock.move(days=-days)
            take(before, CAME)
    clock.move(hours=-2)
    stick = folder / "stick"
    stick.mkdir()
    gone = f"network://127.0.0.1:{free_port()}?timeout=1"
    with Demo(folder, program=program, printer=gone) as demo:
        demo.manage("PUT", "/settings/alerts", RULES)
        part = demo.settings()["backup"] | {"folder": str(stick), "every_hours": 168}
        demo.manage("PUT", "/settings/backup", part)
        demo.manage("POST", "/backups")
        until(lambda: demo.manage("GET", "/backups")["made"] is not None)
        clock.move(days=0)
        yield demo


def take(demo: Demo, people: int) -> None:
    together([partial(demo.take, "KQ")] * people)


def line(page: Page, part: str, what: str) -> Locator:
    return role(page, part).locator("li").filter(has=page.get_by_text(what, exact=True))


def alert(page: Page, name: str) -> Locator:
    return line(page, "alerts", name)


def expect_way(place: Locator, text: str, href: str) -> None:
    """The line leads there, and says so."""
    way = role(place, "way").first
    expect(way).to_contain_text(text)
    expect(way).to_have_attribute("href", href)


def test_today_shows_what_goes_on_for_too_long_who_is_silent_and_how_many_come_on_a_phone_each_with_the_way_to_it(
    demo: Demo, visitors: Visitors, clock: MovedClock
) -> None:
    called, served = call_next(demo, 1)["number"], call_next(demo, 2, "HT")["number"]
    demo.act(2, "serve")
    parked = call_next(demo, 4, "VX")["number"]
    demo.act(4, "park")
    waits = demo.take("DD")["number"]
    clock.move(minutes=23)
    page = visitors.admin(PHONE)

    expect(line(page, "too-long", called)).to_contain_text(for_so_long("đang gọi"))
    expect(line(page, "too-long", served)).to_contain_text(for_so_long("đang phục vụ"))
    expect(line(page, "too-long", parked)).to_contain_text(for_so_long("chờ bổ sung"))
    expect_way(line(page, "too-long", parked), "Đến Quầy 4", "/counter/4")
    expect_way(line(page, "too-long", called), "Đến Quầy 1", "/counter/1")
    expect_way(line(page, "too-long", served), "Đến Quầy 2", "/counter/2")
    expect(line(page, "silent", "Kiosk cửa chính")).to_contain_text(for_so_long("im lặng"))
    expect_way(line(page, "silent", "Kiosk cửa chính"), "Xem thiết bị", "/admin/devices")
    expect(line(page, "longest", waits)).to_contain_text(for_so_long("chờ"))
    expect_way(line(page, "longest", waits), "Đến Quầy 3", "/counter/3")
    expect_arrivals(page)

    for name, text, href in (
        ("Gọi mà chưa phục vụ", "Đến Quầy 1", "/counter/1"),
        ("Phục vụ quá lâu", "Đến Quầy 2", "/counter/2"),
        ("Chờ bổ sung quá lâu", "Đến Quầy 4", "/counter/4"),
        ("Máy in", "Xem máy in", "/admin/printer"),
        ("Máy im lặng", "Xem thiết bị", "/admin/devices"),
        ("Bản sao lưu đã cũ", "Xem sao lưu", "/admin/backups"),
        ("Đông hơn thường", "Xem lượt đến", "#arrivals-title"),
        ("Đông người chờ", "Xem các quầy", "#counters-title"),
    ):
        expect_way(alert(page, name), text, href)
    expect(role(alert(page, "Phục vụ quá lâu"), "text")).to_have_text(
        for_so_long(f"Số {served} (Quầy 2) đang được phục vụ", " (mức 20 phút).")
    )
    expect_taken_over_on_a_phone(page, alert(page, "Máy in"))


def for_so_long(what: str, then: str = "") -> re.Pattern[str]:
    """What is said to go on for those 23 minutes, and the few that the test itself takes on a busy machine."""
    return re.compile(f"{re.escape(what)} (2[3-9]|[345]\\d) phút{re.escape(then)}")


def expect_arrivals(page: Page) -> None:
    """In words, drawn, and in a table."""
    text = role(page, "arrivals-text")
    expect(text).to_have_text(re.compile(r"Đến 10:[2-5]\d có 4 lượt; .+ thường có khoảng \d+ lượt"))
    minute, usual = map(int, re.findall(r"(?<=Đến 10:)\d+|(?<=khoảng )\d+", text.inner_text()))
    came = CAME * min(minute, 30) // 30  # all of them in the first half hour
    assert usual in {came, came + 1}
    drawing = role(page, "arrivals-drawing").locator("svg")
    expect(drawing.locator(".arrivals-came")).to_have_count(1)
    expect(drawing.locator(".arrivals-usual")).to_have_count(1)
    expect(role(page, "arrivals-legend")).to_be_visible()
    row = role(page, "arrivals-rows").locator("tr", has_text="10:00")
    expect(row.locator("td")).to_have_text(["4", str(CAME)])


def expect_taken_over_on_a_phone(page: Page, raised: Locator) -> None:
    """What came up while the page was open is reached, read and taken over with a thumb."""
    take_over = raised.get_by_role("button", name="Nhận xử lý")
    take_over.scroll_into_view_if_needed()
    expect(take_over).to_be_in_viewport(ratio=1)
    expect_well_laid_out(page)
    expect_accessible(page, ':has(> [data-role="alerts"])')
    take_over.click()
    expect(role(raised, "since")).to_contain_text("nhận xử lý lúc")
    expect(take_over).to_be_hidden()


def expect_for_everybody(page: Page) -> None:
    expect_accessible(page)
    expect_well_laid_out(page)


def test_quiet_hours_are_read_on_a_phone_and_put_up_on_one_sheet_in_both_languages(
    running: Demo, visitors: Visitors
) -> None:
    phone = visitors.page("/quiet", PHONE)
    for language, quietest in (("vi", "thường chờ khoảng 4 phút"), ("en", "usually")):
        visitors.go(phone, f"/quiet?lang={language}")
        expect(phone.locator("html")).to_have_attribute("lang", language)
        expect(phone.locator(".quiet-sentence").first).to_contain_text(quietest)
        for level, minutes in (("quiet", SHORT_WAIT), ("busy", LONG_WAIT)):
            expect(phone.locator(f'.quiet-table td[data-level="{level}"]')).to_contain_text(str(minutes))
        expect_for_everybody(phone)

    manager = visitors.signed_in("quanly", "/quiet/poster", PHONE)
    for language in ("en", "vi"):
        visitors.go(manager, f"/quiet/poster?lang={language}")
        expect_for_everybody(manager)
    poster = manager.locator(".quiet-poster")
    expect(poster).to_contain_text("Quiet hours")
    expect(poster).to_contain_text("thường chờ khoảng 4 phút")
    manager.emulate_media(media="print")
    assert resized(manager, A4).evaluate("document.documentElement.scrollHeight") <= A4[1]
    assert poster.evaluate("(node) => node.scrollHeight - node.clientHeight") <= 0
