"""Signing in at a counter machine: by keypad alone, by touch, and when it does not work."""

from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.axe import expect_accessible
from tests.pages.steps import expect_not_reloaded, mark, resized, role
from tests.support.browser import COUNTER, PHONE, Visitors
from tests.support.demo import Demo

WRONG = "0000"
NARROW = PHONE, (683, 384), (320, 640)
NUMPAD = {"\n": "NumpadEnter"} | {str(n): f"Numpad{n}" for n in range(10)}


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


def test_the_enrolment_link_leads_to_the_officers_names_for_everybody(demo: Demo, visitors: Visitors) -> None:
    page = machine(demo, visitors)
    expect(role(page, "names").locator("button")).to_have_count(10)
    expect(name_of(page, 1)).to_contain_text("Nguyễn Thị Lan")
    assert demo.counter_token not in page.url
    expect_accessible(page)
    for size in (*NARROW, COUNTER):
        assert fits(resized(page, size)), size
    choose(page, 1)
    expect_accessible(page)
    for size in NARROW:
        assert fits(resized(page, size)), size
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1, name="Who works at this machine?")).to_be_visible()
    expect(name_of(page, 1)).to_contain_text("at counter 1")


def test_an_officer_signs_in_with_the_keypad_alone(demo: Demo, visitors: Visitors) -> None:
    page = machine(demo, visitors)
    keypad(page, "10")
    expect(name_of(page, 10)).to_be_focused()
    keypad(page, "\n")
    expect(role(page, "who")).to_have_text("Hồ Văn Sơn")
    keypad(page, pin(demo, 10) + "\n")
    expect_console(page, 10)


def test_the_keypad_works_with_num_lock_off_too(demo: Demo, visitors: Visitors) -> None:
    page = machine(demo, visitors)
    choose(page, 4)
    page.locator("#pin").blur()
    keypad(page, pin(demo, 4) + "\n")
    expect_console(page, 4)


def test_an_officer_signs_in_by_touch(demo: Demo, visitors: Visitors) -> None:
    page = machine(demo, visitors, has_touch=True)
    name_of(page, 6).tap()
    for digit in ("1", "2"):
        touch(page, digit)
    erase = page.locator('[data-action="erase"]')
    erase.tap()
    erase.tap()
    for digit in pin(demo, 6):
        touch(page, digit)
    page.locator('.pin-pad [type="submit"]').tap()
    expect_console(page, 6)


def test_the_pin_is_never_shown_nor_sent_when_too_short_and_escape_forgets_it(
    demo: Demo, visitors: Visitors
) -> None:
    page = machine(demo, visitors)
    mark(page)
    choose(page, 1)
    page.keyboard.type("1357")
    expect(page.locator("#pin")).to_have_value("1357")
    expect(page.locator("#pin")).to_have_attribute("type", "password")
    assert "1357" not in page.locator("main").inner_text()
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(role(page, "problem")).to_contain_text("4 đến 8 chữ số")
    expect(page.locator("#pin")).to_have_value("135")
    page.keyboard.press("Escape")
    expect(role(page, "names")).to_be_visible()
    choose(page, 8)
    expect(page.locator("#pin")).to_have_value("")
    expect(role(page, "who")).to_have_text("Bùi Văn Hải")
    expect_not_reloaded(page)


def test_a_wrong_pin_says_what_to_do_and_the_next_try_works(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("401")
    page = machine(demo, visitors)
    choose(page, 2)
    page.keyboard.type(WRONG)
    page.keyboard.press("Enter")
    expect(role(page, "problem")).to_contain_text("Mã PIN không đúng với tên đã chọn.")
    expect(role(page, "problem")).to_contain_text("đăng nhập bằng mật khẩu")
    expect(page.locator("#pin")).to_have_value("")
    expect(page.locator("#pin")).to_be_focused()
    page.keyboard.type(pin(demo, 2))
    expect(role(page, "problem-detail")).to_have_text("")
    page.keyboard.press("Enter")
    expect_console(page, 2)


def test_another_officer_takes_the_machine_over_and_five_wrong_pins_lead_to_the_password(
    demo: Demo, visitors: Visitors
) -> None:
    visitors.forgive("401", "429")
    page = machine(demo, visitors, token=other_machine(visitors))
    enter(page, demo, 3)
    page.get_by_role("button", name="Đổi người").click()
    page.wait_for_url("**/pin")
    enter(page, demo, 7)
    visitors.go(page, "/counter/1")
    page.get_by_role("button", name="Đổi người").click()
    page.wait_for_url("**/pin")
    choose(page, 9)
    for _ in range(5):
        page.keyboard.type(WRONG)
        page.keyboard.press("Enter")
        expect(role(page, "problem-detail")).to_have_text("Mã PIN không đúng với tên đã chọn.")
        expect(page.locator("form.pin-card")).to_have_attribute("aria-busy", "false")
    page.keyboard.type(pin(demo, 9))
    page.keyboard.press("Enter")
    expect(role(page, "problem-detail")).to_have_text("Đã nhập sai mã PIN quá nhiều lần cho tên này.")
    expect(role(page, "problem-action")).to_contain_text("Đăng nhập bằng mật khẩu, hoặc đợi 5 phút")
    expect_accessible(page)
    role(page, "password").click()
    expect(page.locator('[name="username"]')).to_have_value("canbo09")
    page.fill('[name="password"]', demo.passwords["canbo09"])
    page.keyboard.press("Enter")
    expect_console(page, 9)


def test_a_machine_left_alone_forgets_what_was_typed(demo: Demo, visitors: Visitors) -> None:
    page = visitors.page("/pin")
    page.clock.install()
    page = visitors.go(page, enrolment(demo.counter_token))
    choose(page, 5)
    page.keyboard.type("97")
    page.clock.run_for(61_000)
    expect(role(page, "names")).to_be_visible()
    expect(page.locator("#pin")).to_have_value("")


def test_a_machine_that_nobody_enrolled_says_what_to_do(demo: Demo, visitors: Visitors) -> None:
    page = visitors.page("/pin")
    expect(role(page, "trouble-title")).to_have_text("Máy này chưa được đăng ký")
    expect(role(page, "pairing")).to_contain_text("Đọc sáu số này cho người quản trị")
    expect_accessible(page)
    role(page, "enrol").locator("summary").click()
    page.fill('[name="token"]', demo.counter_token)
    page.press('[name="token"]', "Enter")
    expect(role(page, "names")).to_be_visible()


def test_a_kiosks_token_opens_no_names(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("403")
    page = visitors.page(enrolment(demo.kiosk_token))
    expect(role(page, "trouble-title")).to_have_text("Máy này chưa được đăng ký")
    expect(role(page, "names")).to_be_hidden()


def enrolment(token: str) -> str:
    return f"/enter#{urlencode({'kind': 'counter', 'token': token, 'next': '/pin'})}"


def machine(demo: Demo, visitors: Visitors, token: str | None = None, **profile: Any) -> Page:
    """A counter machine that shows the officers' names."""
    page = visitors.page(enrolment(token or demo.counter_token), **profile)
    page.wait_for_url("**/pin")
    expect(role(page, "names")).to_be_visible()
    return page


def other_machine(visitors: Visitors) -> str:
    """The token of one more machine, which has its own count of tries."""
    admin = visitors.admin()
    admin.select_option('[name="kind"]', "counter")
    admin.fill('[name="name"]', f"Máy quầy khác {admin.locator('[data-device]').count()}")
    admin.get_by_role("button", name="Thêm thiết bị").click()
    link = role(admin, "link").input_value()
    return link.split("token=")[1].split("&")[0]


def name_of(page: Page, n: int) -> Locator:
    return role(page, "names").locator("li button").nth(n - 1)


def choose(page: Page, n: int) -> None:
    name_of(page, n).click()
    expect(page.locator("#pin")).to_be_focused()


def enter(page: Page, demo: Demo, n: int) -> None:
    choose(page, n)
    page.keyboard.type(pin(demo, n))
    page.keyboard.press("Enter")
    expect_console(page, n)


def touch(page: Page, digit: str) -> None:
    page.locator(f'[data-digit="{digit}"]').tap()


def keypad(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(NUMPAD[key])


def pin(demo: Demo, n: int) -> str:
    return str(next(o["pin"] for o in demo.credentials["officers"] if o["counter"] == n))


def expect_console(page: Page, n: int) -> None:
    page.wait_for_url(f"**/counter/{n}")
    expect(role(page, "live")).to_have_attribute("data-live", "true")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
