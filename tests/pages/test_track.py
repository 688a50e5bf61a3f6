"""The tracking page on a phone: light, honest, unmistakable when called, and readable without scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.pages.axe import expect_accessible
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import role
from tests.support.browser import COUNTER, Visitors
from tests.support.demo import Demo
from tests.support.gateway import Gateway
from tests.support.messages import SMS_KEYS, sms
from tests.support.waiting import until

PHONE, WIDER_PHONE = (360, 740), (390, 844)
MOST_BYTES = 60_000
_HEAR = """
window.heard = { notes: 0, buzzes: 0 };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) { heard.notes += 1; return start.apply(this, at); };
Object.defineProperty(navigator, "vibrate", { value: () => { heard.buzzes += 1; return true; } });
"""


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def track(visitors: Visitors, ticket: dict[str, Any], **profile: Any) -> Page:
    """Somebody's phone, with the page behind their slip."""
    return visitors.page(f"/t/{ticket['track']}", PHONE, **profile)


def shown(phone: Page, state: str) -> None:
    expect(phone.locator(".track-state:not([hidden])")).to_have_attribute("data-state", state)


def test_the_first_view_is_under_60_kb(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("KQ")
    phone = visitors.fresh(PHONE)
    answers: list[Request] = []

    def note(request: Request) -> None:
        answers.append(request)

    phone.context.on("requestfinished", note)
    visitors.go(phone, f"/t/{ticket['track']}")
    phone.wait_for_load_state("networkidle")
    sizes = {r.url.removeprefix(demo.url): r.sizes() for r in answers}
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes.values())
    assert any("track.js" in url for url in sizes)
    told = {url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()}
    assert 5_000 < total < MOST_BYTES, (total, sorted(told.items(), key=lambda item: -item[1]))


def test_the_way_of_a_number_from_queue_to_end(demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    ticket = demo.take("CT")
    phone = track(visitors, ticket)
    phone.clock.install()
    shown(phone, "waiting")
    expect(role(phone, "ahead")).to_have_text("1")
    for act, state in (
        ("call", "soon"),
        ("no-show", "soon"),
        ("call", "called"),
        ("serve", "serving"),
        ("park", "parked"),
    ):
        demo.act(1, act)
        phone.clock.run_for(13_000)
        shown(phone, state)
    expect(desks(phone, "parked")).to_have_text("1")
    demo.act(1, "close")
    phone.clock.run_for(13_000)
    expect(desks(phone, "parked")).to_have_text("2")


def test_a_number_that_is_transferred_says_its_new_field_and_counters(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT")
    phone = track(visitors, ticket)
    phone.clock.install()
    line = phone.locator('.track-line [data-role="desks"]')
    expect(line).to_have_text("1, 2")
    demo.act(1, "call")
    demo.act(1, "transfer", field="DD")
    phone.clock.run_for(13_000)
    expect(phone.locator(".track-field")).to_have_text("Đất đai\u00a0- Môi trường")
    expect(line).to_have_text("3")
    demo.act(3, "call")
    demo.act(3, "transfer", counter=4)
    phone.clock.run_for(13_000)
    expect(line).to_have_text("4")


def test_a_missed_number_is_sent_to_a_counter_that_works_until_it_is_too_late(
    demo: Demo, visitors: Visitors
) -> None:
    ticket = demo.take("CT")
    phone = track(visitors, ticket)
    phone.clock.install()
    demo.act(1, "call")
    demo.act(1, "no-show")
    phone.clock.run_for(13_000)
    shown(phone, "no_show")
    expect(desks(phone, "no_show")).to_have_text("1")
    expect(role(phone, "call-back-until")).to_have_text(told(demo, ticket)["call_back_until"][11:16])
    expect(role(phone, "notify")).to_be_visible()
    demo.act(1, "close")
    phone.clock.run_for(13_000)
    expect(desks(phone, "no_show")).to_have_text("2")
    with demo.settings_kept("calling"):
        demo.manage("PUT", "/settings/calling", demo.settings()["calling"] | {"call_back_minutes": 0})
        phone.clock.run_for(13_000)
        shown(phone, "too_late")
        expect(role(phone, "notify")).to_be_hidden()


def desks(phone: Page, state: str) -> Locator:
    """The counters that this state sends its person to."""
    return role(phone.locator(f'[data-state="{state}"]'), "desks")


def told(demo: Demo, ticket: dict[str, Any]) -> Any:
    """What the page asks for."""
    return demo.manage("GET", f"/track/{ticket['track']}")


def test_a_call_is_unmistakable(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT")
    phone = visitors.fresh(PHONE)
    phone.add_init_script(_HEAR)
    visitors.go(phone, f"/t/{ticket['track']}")
    phone.clock.install()
    phone.locator('[data-action="notify"]').click()
    expect(role(phone, "notified")).to_be_visible()
    assert phone.evaluate("heard") == {"notes": 1, "buzzes": 1}
    demo.act(1, "call", ticket=ticket["id"])
    phone.clock.run_for(8_000)
    shown(phone, "called")
    expect(phone.locator(".track-counter")).to_have_text("1")
    expect(phone).to_have_title(re.compile(rf"quầy 1 · {ticket['number']}"))
    first = phone.evaluate("heard")
    assert first["notes"] >= 4
    assert first["buzzes"] == 2
    size = phone.locator(".track-counter").evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 128


def test_a_recall_rings_again_and_says_so(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT")
    demo.act(1, "call", ticket=ticket["id"])
    phone = visitors.fresh(PHONE)
    phone.add_init_script(_HEAR)
    visitors.go(phone, f"/t/{ticket['track']}")
    phone.clock.install()
    expect(role(phone, "again")).to_be_hidden()
    demo.act(1, "recall")
    phone.clock.run_for(8_000)
    expect(role(phone, "again")).to_contain_text("Nhắc lại lần 1")
    assert phone.evaluate("heard.buzzes") == 1


def test_without_a_touch_it_stays_silent(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT")
    phone = visitors.fresh(PHONE)
    phone.add_init_script(_HEAR)
    visitors.go(phone, f"/t/{ticket['track']}")
    phone.clock.install()
    demo.act(1, "call", ticket=ticket["id"])
    phone.clock.run_for(8_000)
    shown(phone, "called")
    assert phone.evaluate("heard.notes") == 0


def test_a_number_is_given_up_after_being_asked_twice(demo: Demo, visitors: Visitors) -> None:
    phone = track(visitors, demo.take("CT"))
    phone.locator(".track-cancel summary").click()
    phone.locator(".track-cancel button").click()
    shown(phone, "cancelled")
    assert demo.waiting("CT") == 0


def test_it_is_read_and_given_up_without_scripts(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT")
    phone = visitors.go(visitors.fresh(PHONE, java_script_enabled=False), f"/t/{ticket['track']}")
    shown(phone, "soon")
    expect(phone.locator('noscript a, a:has-text("Xem lại")').first).to_be_visible()
    expect(role(phone, "notify")).to_be_hidden()
    phone.locator(".track-cancel summary").click()
    phone.locator(".track-cancel button").click()
    shown(phone, "cancelled")


def test_it_asks_with_its_etag_and_no_more_after_the_end(demo: Demo, visitors: Visitors) -> None:
    ticket = demo.take("CT")
    phone = track(visitors, ticket)
    phone.wait_for_load_state("networkidle")
    phone.clock.install()
    with phone.expect_response("**/api/v1/track/*"):  # the timer of the real clock is not turned by the other
        phone.reload()
    phone.wait_for_load_state("networkidle")
    with phone.expect_response("**/api/v1/track/*") as answer:
        phone.clock.run_for(6_500)
    assert answer.value.status == 304
    for act in ("call", "serve", "finish"):
        demo.act(1, act)
    with phone.expect_event("load"):  # it asks for its page anew, with what asks for a rating in it
        phone.clock.run_for(6_500)
    expect(phone.locator("body")).to_have_attribute("data-standing", "finished")
    phone.wait_for_load_state("networkidle")
    asked: list[str] = []
    phone.on(
        "request", lambda request: asked.append(request.url) if "/api/v1/track/" in request.url else None
    )
    phone.clock.run_for(120_000)
    assert asked == []


PACES: list[tuple[dict[str, Any] | None, int, bool, int | None]] = [
    (None, 0, False, 10),
    ({"state": "waiting", "ahead": 3}, 0, False, 10),
    ({"state": "waiting", "ahead": 2}, 0, False, 5),
    ({"state": "called", "ahead": 0}, 0, True, 5),
    ({"state": "waiting", "ahead": 9}, 0, True, 30),
    ({"state": "parked", "ahead": 0, "past_day": "2026-11-23"}, 0, False, None),
    ({"state": "waiting", "ahead": 2}, 1, False, 10),
    ({"state": "waiting", "ahead": 2}, 3, False, 40),
    ({"state": "waiting", "ahead": 2}, 9, False, 60),
    ({"state": "finished", "ahead": 0}, 0, False, None),
    ({"state": "cancelled", "ahead": 0}, 4, True, None),
]
"""ticket, questions that failed, whether nobody sees the page, seconds to the next question"""


def test_its_pace(visitors: Visitors) -> None:
    page = visitors.page("/sign-in", PHONE)
    ask = "async ([t, f, u]) => (await import('/static/track/pace.js')).pause(t, f, u)"
    found = [(*asked, page.evaluate(ask, asked)) for *asked, _ in PACES]
    assert found == PACES


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_holds_on_a_small_phone(language: str, demo: Demo, visitors: Visitors) -> None:
    demo.take("CT")
    ticket = demo.take("CT")
    phone = visitors.page(f"/t/{ticket['track']}?lang={language}", PHONE)
    expect_well_laid_out(phone)
    expect_accessible(phone)
    demo.act(1, "call", ticket=ticket["id"])
    phone.reload()
    shown(phone, "called")
    expect_well_laid_out(phone)
    expect_accessible(phone)


@pytest.fixture
def gateway(demo: Demo) -> Iterator[Gateway]:
    with Gateway(lambda _: (200, '{"CodeResult":"100"}')) as made, demo.settings_kept("messages"):
        yield made


def test_a_message_from_the_first_key_to_the_call(demo: Demo, visitors: Visitors, gateway: Gateway) -> None:
    demo.manage("PUT", "/settings/messages", sms(gateway.host, near_people=1, near_minutes=0))
    manager = visitors.signed_in("quanly", "/admin/messages", COUNTER)
    way = manager.locator('[data-way="sms"]')
    expect(way).to_contain_text("Còn thiếu")
    expect_well_laid_out(manager)
    expect_accessible(manager)
    for name, key in SMS_KEYS.items():
        way.locator(f'[name="{name}"]').fill(key)
    way.get_by_role("button", name="Lưu khóa").click()
    expect(way).to_contain_text("Sẵn sàng")
    manager.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect_well_laid_out(manager)
    way.locator('[name="phone"]').fill("0987 654 321")
    way.get_by_role("button", name="Gửi thử").click()
    expect(manager.locator(".notice-good")).to_contain_text("Bên chuyển tin đã nhận tin thử.")

    ticket = demo.take("CT")
    visitors.forgive("422")
    phone = visitors.page(f"/t/{ticket['track']}", PHONE)
    phone.get_by_text("Nhắn cho tôi khi gần đến lượt").click()
    phone.get_by_label("Số điện thoại di động").fill("028 3812 3456")
    phone.get_by_label("Tôi đồng ý").check()
    expect_well_laid_out(phone)
    phone.get_by_role("button", name="Nhắn cho tôi").click()
    expect(phone.locator('[data-trouble="phone_not_mobile"]')).to_be_visible()
    expect_well_laid_out(phone)
    expect_accessible(phone)
    expect(phone.get_by_label("Tôi đồng ý")).to_be_checked()
    phone.get_by_label("Số điện thoại di động").fill("0912 345 678")
    phone.get_by_role("button", name="Nhắn cho tôi").click()
    expect(phone.get_by_text("ba số cuối là 678")).to_be_visible()
    expect_well_laid_out(phone)
    until(lambda: any(b"84912345678" in body and b"sap den so" in body for body in gateway.bodies()))
    demo.act(1, "call")
    until(lambda: any(b"84912345678" in body and b"den quay so 1" in body for body in gateway.bodies()))
    expect(phone.get_by_text("ba số cuối là 678")).to_be_hidden()


def test_whoever_goes_for_a_while_keeps_their_place_and_takes_it_up_again_in_both_languages(
    demo: Demo, visitors: Visitors
) -> None:
    waiting = [demo.take("KQ") for _ in range(2)][1]
    phone = visitors.page(f"/t/{waiting['track']}", WIDER_PHONE)
    phone.get_by_role("link", name="Giữ chỗ 20 phút").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Giữ chỗ 20 phút")
    expect_for_everybody(phone)
    phone.get_by_role("link", name="English").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Keep my place for 20 minutes")
    expect_for_everybody(phone)
    phone.get_by_role("button", name="Keep my place").click()
    shown(phone, "away")
    expect(phone.locator(".track-state:not([hidden])")).to_contain_text("This number is not called until")
    expect_for_everybody(phone)
    demo.act(5, "call")
    demo.act(5, "no-show")
    assert demo.console(5)["waiting"]["total"] == 0  # nobody calls who is away
    phone.get_by_role("button", name="I am here").click()
    shown(phone, "soon")
    assert demo.waiting("KQ") == 1


def expect_for_everybody(phone: Page) -> None:
    expect_accessible(phone)
    expect_well_laid_out(phone)
