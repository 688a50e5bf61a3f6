"""Opening hours on the pages: holidays ticked, seen before they are saved, told to people at once."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import choose, expect_step, role
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def demo(demo: Demo) -> Iterator[Demo]:
    """What a test sets is as before after it."""
    with demo.settings_kept("hours", "exceptions", "fields"):
        yield demo


def opened(visitors: Visitors, part: str, size: tuple[int, int]) -> Page:
    page = visitors.signed_in("quanly", f"/admin/settings/{part}", size)
    expect(page.locator("body")).to_have_attribute("data-drawn", "true")
    expect(role(page, "live")).to_have_attribute("data-live", "true")
    return page


def expect_settled(demo: Demo, *pages: Page) -> None:
    """These pages have loaded themselves anew for what is set."""
    version = str(demo.settings()["version"])
    for page in pages:
        expect(page.locator("html")).to_have_attribute("data-settings", version)


def test_a_holiday_is_ticked_on_a_phone(visitors: Visitors, demo: Demo) -> None:
    page = opened(visitors, "exceptions", PHONE)
    page.get_by_text("Chọn từ ngày lễ Việt Nam").click()
    offers = role(page, "holidays-list").locator("label")
    tet = offers.filter(has_text="Tết Nguyên Đán").last
    day = tet.locator("input").get_attribute("value")
    tet.click()
    expect_accessible(page)
    expect_well_laid_out(page)
    role(page, "holidays-add").click()
    expect(role(page, "said-title")).to_have_text("Đã thêm 1 ngày nghỉ.")
    expect(page.locator(f'li[data-key="{day}"]')).to_contain_text("Nghỉ Tết Nguyên đán")
    facts = role(page.locator(f'li[data-key="{day}"]'), "facts")
    expect(facts).to_have_text("Các buổi cấp số của ngày này: đóng cửa cả ngày")
    expect(role(page, "holidays-list").locator(f'input[value="{day}"]')).to_be_disabled()
    reason = {"vi": "Nghỉ Tết Nguyên đán", "en": "Closed for Tết, the Lunar New Year"}
    assert demo.settings()["exceptions"] == [{"date": day, **reason, "sessions": []}]


def test_a_day_that_is_over_is_refused_at_its_date(visitors: Visitors, demo: Demo) -> None:
    visitors.forgive("409")
    page = opened(visitors, "exceptions", COUNTER)
    yesterday = date.fromisoformat(demo.centre()["day"]) - timedelta(days=1)
    role(page, "add").click()
    tomorrow = yesterday + timedelta(days=2)
    page.fill("#setting-date", tomorrow.isoformat())
    expect(role(page, "changes").last).to_be_hidden()  # no day without its reason is told of
    page.fill("#setting-vi", "Nghỉ")
    expect(role(page, "lines").last).to_contain_text(f"{tomorrow:%d/%m/%Y}: Nghỉ")
    shown = role(page, "ahead-days").locator(f'[data-date="{tomorrow}"]')
    expect(shown.locator("strong")).to_have_text("đóng cửa · Nghỉ")
    page.locator("dialog[open] [data-cancel]").click()
    expect(shown).not_to_contain_text("đóng cửa · Nghỉ")
    role(page, "add").click()
    page.fill("#setting-date", yesterday.isoformat())
    page.fill("#setting-vi", "Nghỉ")
    page.locator("dialog[open] [data-confirm]").click()
    expect(page.locator("#error-setting-date")).to_contain_text("ngày đó đã qua")


def test_what_hours_would_do_is_seen_before_they_are_saved(visitors: Visitors, demo: Demo) -> None:
    visitors.forgive("422")  # half a row, as it stands between two keys
    page = opened(visitors, "hours", COUNTER)
    today = date.fromisoformat(demo.centre()["day"])
    expect(role(page, "ahead-said")).to_have_text("Đang mở cửa, cấp số.")
    expect(role(page, "ahead-days").locator("li")).to_have_count(14)
    page.locator('[data-add="days"]').click()
    row = page.locator('[data-setting="days"] .settings-row')
    row.locator("select").select_option(str(today.isoweekday()))
    row.locator('input[type="time"]').first.fill("00:00")
    row.locator('input[type="time"]').last.fill("00:01")
    expect(role(page, "ahead-said")).to_contain_text("Trung tâm đang đóng cửa")
    expect(role(page, "ahead-days").locator(f'[data-date="{today}"] strong')).to_have_text("00:00–00:01")
    expect(role(page, "lines")).to_contain_text("00:00–00:01")
    expect_accessible(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect_well_laid_out(page)
    assert demo.settings()["hours"]["days"] == []


def test_a_closed_day_and_a_field_s_own_hours_are_told_to_people_at_once(
    visitors: Visitors, demo: Demo
) -> None:
    visitors.forgive("409")
    kiosk, hall = visitors.kiosk(), visitors.hall()
    expect_step(kiosk, "start")
    today = date.fromisoformat(demo.centre()["day"])
    land = next(each for each in demo.settings()["fields"] if each["code"] == "DD")
    later = (today + timedelta(days=2)).isoweekday()
    own = [{"weekday": later, "from": "07:30", "until": "11:30"}]
    demo.manage("PUT", "/settings/fields/DD", land | {"hours": own})
    expect_settled(demo, kiosk, hall)
    expect(kiosk.locator('[data-field="DD"]')).to_contain_text("07:30–11:30")
    choose(kiosk, "DD")
    expect(role(kiosk, "chosen-shut-text")).to_contain_text("07:30")
    expect(kiosk.locator('[data-for="confirm"] [data-action="take"]')).to_be_disabled()
    kiosk.locator('[data-for="confirm"] [data-action="back"]').click()
    reason = {"vi": "Nghỉ Tết Nguyên đán", "en": "Closed for Tết", "sessions": []}
    closed = [{"date": str(today + timedelta(days=ahead)), **reason} for ahead in range(9)]
    demo.manage("PUT", "/settings/exceptions", closed)
    expect_settled(demo, kiosk, hall)
    expect_step(kiosk, "error")
    expect(role(kiosk, "error-title")).to_have_text("Trung tâm đang đóng cửa")
    expect(role(kiosk, "error-detail")).to_contain_text("Nghỉ Tết Nguyên đán.")
    opens = f"{today + timedelta(days=9):%d/%m/%Y}"
    expect(role(kiosk, "error-detail")).to_contain_text(opens)
    expect(role(hall, "shut-vi")).to_have_text("Nghỉ Tết Nguyên đán")
    expect(role(hall, "opens-vi")).to_contain_text(opens)
    expect_well_laid_out(hall)
    kiosk.get_by_role("button", name="中文").click()
    expect(role(kiosk, "error-detail")).to_contain_text("重新开放")
    demo.manage("PUT", "/settings/exceptions", [])
    expect_settled(demo, kiosk, hall)
    expect_step(kiosk, "start")
    expect(hall.locator("body")).to_have_attribute("data-open", "true")
    expect(hall.locator(".hall-closed")).to_be_hidden()
