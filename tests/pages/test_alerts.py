"""An alert that fires: it stands on the manager's page, is heard, leads to what answers it, and is taken over."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import role
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.waiting import until

COUNT_TONES = """(() => {
  window.tones = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) { window.tones += 1; return start.apply(this, at); };
})();"""
ASKS_AND_SHOWS = """(() => {
  window.shown = [];
  const keep = (by) => (title, { body, tag }) => window.shown.push({ by, title, body, tag });
  window.Notification = class {
    static permission = "default";
    static async requestPermission() { this.permission = "granted"; }
    constructor(...said) { keep("page")(...said); }
  };
  ServiceWorkerRegistration.prototype.showNotification = async (...said) => keep("worker")(...said);
  if (window.withoutWorker) navigator.serviceWorker.register = async () => ({ active: null });
})();"""
"""A browser that asks and shows: the one of the tests has no place to show anything."""
WORKER_STANDS_BY = (
    "navigator.serviceWorker.getRegistrations().then(([one]) => one?.active?.state === 'activated')"
)
TOUCHED = """async (open) => {
  const done = [];
  clients.matchAll = async () => [{ url: `${location.origin}${open}`, focus: () => done.push("focused") }];
  clients.openWindow = (path) => done.push(path);
  let ended;
  const touch = new Event("notificationclick");
  Object.assign(touch, { notification: { close: () => done.push("closed") }, waitUntil: (work) => { ended = work; } });
  dispatchEvent(touch);
  await ended;
  return done;
}"""
UNSERVED = "CA"
RULE = {
    "code": "unserved",
    "vi": "Không có quầy",
    "en": "No counter",
    "metric": "waiting_without_counter",
    "limit": 1,
}


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_an_alert_is_seen_heard_and_taken_over(demo: Demo, visitors: Visitors) -> None:
    demo.act(5, "close")
    demo.manage("PUT", "/settings/alerts", [RULE])
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
    expect(role(page, "longest").locator("li")).to_contain_text(re.compile(f"{number} chờ \\d phút"))
    expect(role(alert, "way")).to_have_text("Mở thêm quầy")
    expect_accessible(page, ':has(> [data-role="alerts"])')

    heard = tones(page)
    alert.get_by_role("button", name="Nhận xử lý").click()
    expect(role(alert, "since")).to_contain_text("Trần Thị Bình nhận xử lý lúc")
    expect(alert.get_by_role("button", name="Nhận xử lý")).to_be_hidden()
    demo.act(5, "open")
    expect(alert).to_have_count(0)
    assert tones(page) == heard


@pytest.mark.parametrize("by", ["worker", "page"])
def test_an_alert_is_told_by_the_browser_too_once_the_manager_has_allowed_it(
    demo: Demo, visitors: Visitors, by: str
) -> None:
    """By a worker where the browser has one, as on phones, where no page may; else by the page itself."""
    demo.manage("PUT", "/settings/alerts", [RULE | {"code": by}])
    page = visitors.admin()
    page.add_init_script(f"window.withoutWorker = {str(by == 'page').lower()};{ASKS_AND_SHOWS}")
    page.reload()
    allow = page.get_by_role("button", name="Hiện thông báo của trình duyệt")
    allow.click()
    expect(allow).to_be_hidden()
    if by == "worker":
        until(lambda: page.evaluate(WORKER_STANDS_BY))
    demo.take(UNSERVED)
    demo.act(5, "close")
    until(lambda: page.evaluate("shown.length"))
    (told,) = page.evaluate("shown")
    assert (told["by"], told["title"]) == (by, "Không có quầy")
    assert re.search(r"Cư trú - Căn cước: \d người chờ mà không có quầy phục vụ\.", told["body"])
    assert re.fullmatch(r"goiso-alert-\d+", told["tag"])
    demo.act(5, "open")


def test_a_touch_on_the_browsers_word_leads_to_the_managers_page(visitors: Visitors) -> None:
    page = visitors.admin()
    with page.context.expect_event("serviceworker") as started:
        page.evaluate("navigator.serviceWorker.register('/static/manage/alert_worker.js').then(() => null)")
    worker = started.value
    assert worker.evaluate(TOUCHED, "/admin") == ["closed", "focused"]
    assert worker.evaluate(TOUCHED, "/board") == ["closed", "/admin"]


def tones(page: Page) -> int:
    """How many notes the page has begun to play."""
    found: int = page.evaluate("window.tones")
    return found
