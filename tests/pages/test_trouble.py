"""A centre that is closed, and a server that is gone: every page says what to do."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.steps import expect_step, lose_session, press, role
from tests.support.browser import PHONE, Visitors
from tests.support.demo import Demo
from tests.support.long_day import long_day_now
from tests.support.process import Process
from tests.support.staffed import StaffedCentre

TWO_PULSES_MS = 9_000
COUNT_CHANGES = """() => {
  window.changes = 0;
  const watch = new MutationObserver((changes) => (window.changes += changes.length));
  watch.observe(document.querySelector('[data-role="announce"]'), { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffedCentre]:
    """No opening hours today; canbo01 works there all the same."""
    folder = tmp_path_factory.mktemp("closed")
    with Process(folder) as process:
        _open_only_in_three_days(folder / "centre.toml")
        staff = process.enrol(officers=1)
        process.start(60)
        yield StaffedCentre(process, staff)


@pytest.fixture
def early_birds(browser: Browser, closed: StaffedCentre) -> Iterator[Visitors]:
    with Visitors(browser, closed) as visitors:
        yield visitors


def test_a_closed_centre_says_when_it_opens_and_nothing_else_while_nothing_changes(
    early_birds: Visitors,
) -> None:
    kiosk = early_birds.kiosk()
    expect_step(kiosk, "error")
    expect(role(kiosk, "error-title")).to_have_text("Trung tâm đang đóng cửa")
    expect(role(kiosk, "error-detail")).to_contain_text("Mở cửa lại 07:30")
    expect(role(kiosk, "error-detail")).to_contain_text("07:30–11:30")
    expect(early_birds.hall().locator(".hall-closed")).to_be_visible()
    kiosk.get_by_role("button", name="English").click()
    expect(role(kiosk, "error-title")).to_have_text("The centre is closed")
    kiosk.evaluate(COUNT_CHANGES)
    kiosk.wait_for_timeout(TWO_PULSES_MS)
    expect(role(kiosk, "error-title")).to_have_text("The centre is closed")
    assert kiosk.evaluate("window.changes") == 0, "a screen reader would read the same again and again"


def test_an_officer_of_a_closed_centre_can_work_all_the_same(early_birds: Visitors) -> None:
    early_birds.forgive("404")
    console = early_birds.counter(1)
    press(console, "Enter")
    expect(role(console, "state")).to_have_attribute("data-state", "open")
    press(console, "Enter")
    expect(role(console, "notice")).to_contain_text("Chưa có ai chờ")


def test_a_console_without_a_server_keeps_trying_and_says_so(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    number = demo.take("CT")["number"]
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("1")
    demo.kill()
    press(console, "Enter")
    expect(role(console, "notice-title")).to_have_text("Máy chủ chưa trả lời, đang gửi lại…")
    expect(role(console, "notice-title")).to_have_text("Máy chủ chưa trả lời.")
    expect(role(console, "notice-text")).to_have_text("Xin thử lại sau ít phút.")
    expect(role(console, "stale")).to_be_visible()
    expect(role(console, "live")).to_have_attribute("data-live", "false")

    demo.start()
    expect(role(console, "stale")).to_be_hidden()
    press(console, "Enter")
    expect(role(console, "current-number")).to_have_text(number)
    expect(role(console, "notice")).to_be_hidden()


def test_a_press_during_a_short_outage_is_done_once_and_by_itself(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    numbers = [demo.take("CT")["number"] for _ in range(2)]
    console = visitors.counter(1)
    console.context.set_offline(True)
    press(console, "Enter")
    expect(role(console, "notice-title")).to_have_text("Máy chủ chưa trả lời, đang gửi lại…")
    console.context.set_offline(False)
    expect(role(console, "current-number")).to_have_text(numbers[0])
    expect(role(console, "waiting-total")).to_have_text("1")


def test_whoever_was_signed_out_is_led_back_to_the_sign_in(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("40[013]")
    demo.take("CT")
    console = visitors.counter(1)
    lose_session(console)
    press(console, "Enter")
    link = role(console, "notice-link")
    expect(link).to_be_visible()
    link.click()
    expect(console.locator('[name="username"]')).to_be_visible()
    assert "next=%2Fcounter%2F1" in console.url or console.url.endswith("/counter/1")


def test_a_tracking_page_without_a_server_says_how_old_it_is(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    phone = visitors.page(f"/t/{demo.take('CT')['track']}", PHONE)
    expect(phone.locator('[data-state="soon"]')).to_be_visible()
    phone.clock.install()
    phone.context.set_offline(True)
    phone.clock.run_for(60_000)
    expect(role(phone, "stale")).to_be_visible()
    expect(role(phone, "stale-since")).to_have_text(re.compile(r"\d\d:\d\d"))


def _open_only_in_three_days(config: Path) -> None:
    day = (long_day_now() + timedelta(days=3)).isoweekday()
    hours = f'[hours]\nweekdays = [{day}]\nsessions = [["07:30", "11:30"], ["13:00", "17:00"]]\n'
    config.write_text(f"{config.read_text(encoding='utf-8')}\n\n{hours}", encoding="utf-8")
