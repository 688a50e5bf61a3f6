"""An alert that fires: it stands on the manager's page, is heard, leads to what answers it, and is taken over."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import role
from tests.support.browser import Visitors
from tests.support.demo import Demo

COUNT_TONES = """(() => {
  window.tones = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) { window.tones += 1; return start.apply(this, at); };
})();"""
UNSERVED = "CA"


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_an_alert_is_seen_heard_and_taken_over(demo: Demo, visitors: Visitors) -> None:
    demo.act(5, "close")
    rule = {
        "code": "unserved",
        "vi": "Không có quầy",
        "en": "No counter",
        "metric": "waiting_without_counter",
        "limit": 1,
    }
    demo.manage("PUT", "/settings/alerts", [rule])
    page = visitors.admin()
    page.evaluate(COUNT_TONES)
    expect(role(page, "alerts-none")).to_be_visible()
    sound = role(page, "alerts-sound")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    heard = tones(page)
    assert heard > 0

    number = demo.take(UNSERVED)["number"]
    alert = role(page, "alerts").locator("li")
    expect(role(alert, "text")).to_have_text("Cư trú - Căn cước: 1 người chờ mà không có quầy phục vụ.")
    expect(role(page, "alerts-said")).to_contain_text("không có quầy phục vụ")
    assert tones(page) > heard
    expect(role(page, "longest").locator("li")).to_contain_text(re.compile(f"{number} chờ 0 phút"))
    expect(role(alert, "way")).to_have_text("Mở thêm quầy")
    expect_accessible(page, ':has(> [data-role="alerts"])')

    heard = tones(page)
    alert.get_by_role("button", name="Nhận xử lý").click()
    expect(role(alert, "since")).to_contain_text("Trần Thị Bình nhận xử lý lúc")
    expect(alert.get_by_role("button", name="Nhận xử lý")).to_be_hidden()
    demo.act(5, "open")
    expect(alert).to_have_count(0)
    assert tones(page) == heard


def tones(page: Page) -> int:
    """How many notes the page has begun to play."""
    found: int = page.evaluate("window.tones")
    return found
