"""The manager's page of the doctor: what to do now, in words; the clock; a bundle to send."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.pages.axe import expect_accessible
from tests.pages.sizes import EACH_SIZE, AtEachSize
from tests.pages.steps import role
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.long_day import long_day_now


@EACH_SIZE
def test_the_manager_reads_what_to_do_and_is_warned_before_the_clock_is_set(
    demo: Demo, visitors: Visitors, at_each_size: AtEachSize
) -> None:
    page = visitors.signed_in("quanly", "/admin/doctor")
    expect(page.locator('[data-code="no_backup_folder"]')).to_contain_text("Cắm USB hoặc ổ đĩa khác")
    expect(role(page, "own-time")).not_to_be_empty()
    at_each_size(page, expect_accessible)

    visitors.forgive("400 .*/doctor/clock$")
    role(page, "right-time").fill("1999-01-01T08:00:00")
    role(page, "set").press("Enter")
    expect(role(page, "clock-said")).to_contain_text("không thể là giờ hiện tại")
    expect(role(page, "set-text")).to_have_text("Đặt đồng hồ máy chủ")
    visitors.forgive("409 .*/doctor/clock$")
    role(page, "right-time").fill(f"{long_day_now() - timedelta(hours=1):%Y-%m-%dT%H:%M:%S}")
    role(page, "set").press("Enter")
    expect(role(page, "set-text")).to_have_text("Vẫn đặt")
    expect(role(page, "clock-said")).to_contain_text("số mới có thể được gọi trước")
    with page.expect_download() as bundle:
        page.get_by_role("link", name="Tải gói hỗ trợ").click()
    assert bundle.value.suggested_filename == "goiso-support.zip"
