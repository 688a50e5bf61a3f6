"""Leaving the counter: who is left behind is said; what was done today stays; the way in is not shown to who is in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.steps import (
    answer,
    call_next,
    expect_dialog,
    expect_in_hand,
    expect_nobody,
    expect_state,
    lose_session,
    press,
    role,
)
from tests.support.browser import Visitors
from tests.support.demo import Demo


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture
def leavers(browser: Browser, demo: Demo) -> Iterator[Visitors]:
    """Who signs in anew, by the form: they sign out again, or go back."""
    with Visitors(browser, demo, {}) as visitors:
        yield visitors


def park(demo: Demo) -> str:
    """Somebody's place is held at counter 1."""
    number = str(call_next(demo, 1)["number"])
    demo.act(1, "park", reason="Đi nộp tiền")
    return number


def test_closing_says_whose_place_is_held_and_asks(demo: Demo, visitors: Visitors) -> None:
    number = park(demo)
    console = visitors.counter(1)
    expect(role(console, "parked")).to_contain_text(number)
    press(console, "d")
    dialog = expect_dialog(console, "close")
    expect(role(dialog, "close-who")).to_contain_text(number)
    assert demo.console(1)["state"] == "open"
    answer(console)
    expect_state(console, "closed")


def test_signing_out_says_who_is_in_hand_and_asks(demo: Demo, leavers: Visitors) -> None:
    leavers.forgive("409")
    number = call_next(demo, 1)["number"]
    console = leavers.counter(1)
    for state in ("called", "serving"):
        if state == "serving":
            demo.act(1, "serve")
        expect_in_hand(console, number, state)
        console.locator(".staff-leave button").click()
        expect(console.locator("h1")).to_have_text("Quầy 1 còn số chưa giải quyết xong")
        expect(console.locator("main")).to_contain_text(number)
        console.get_by_role("link", name="Trở lại quầy").click()
        expect_in_hand(console, number, state)
    console.locator(".staff-leave button").click()
    console.get_by_role("button", name="Vẫn đăng xuất").click()
    console.wait_for_url("**/sign-in")


def test_signing_out_says_whose_place_is_held(demo: Demo, leavers: Visitors) -> None:
    leavers.forgive("409")
    number = park(demo)
    console = leavers.counter(1)
    expect(role(console, "parked")).to_contain_text(number)
    console.locator(".staff-leave button").click()
    expect(console.locator("main")).to_contain_text(number)
    demo.act(1, "call", ticket=demo.console(1)["parked"]["items"][0]["id"])
    demo.act(1, "no-show")
    console.get_by_role("link", name="Trở lại quầy").click()
    expect_nobody(console)
    console.locator(".staff-leave button").click()
    console.wait_for_url("**/sign-in")


def test_closing_an_empty_counter_asks_nothing_and_my_figures_stay(demo: Demo, visitors: Visitors) -> None:
    call_next(demo, 1)
    demo.act(1, "serve")
    demo.act(1, "finish", outcome="received")
    done = str(demo.console(1)["today"]["finished"])
    console = visitors.counter(1)
    expect(role(console, "finished")).to_have_text(done)
    press(console, "d")
    expect_state(console, "closed")
    assert demo.console(1)["today"]["finished"] == int(done)
    with console.expect_websocket() as line:
        console.reload()
    line.value.wait_for_event("framereceived", lambda frame: "snapshot" in str(frame))
    expect_state(console, "closed")
    expect(role(console, "finished")).to_have_text(done)


def test_back_leads_whoever_is_signed_in_to_their_counter(demo: Demo, leavers: Visitors) -> None:
    console = leavers.page("/sign-in?next=/counter/1")
    console.fill('[name="username"]', "canbo01")
    console.fill('[name="password"]', demo.passwords["canbo01"])
    console.click('form[action="/sign-in"] button')
    console.wait_for_url("**/counter/1")
    with console.expect_navigation(url="**/counter/1"):
        console.evaluate("history.back()")
    expect(console.locator('[name="password"]')).to_have_count(0)
    expect_state(console, "open")


def test_an_ended_session_is_said_in_words_for_people(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("401")
    demo.take("CT")
    console = visitors.counter(1)
    expect(role(console, "waiting-total")).to_have_text("1")
    lose_session(console)
    press(console, "Enter")
    expect(role(console, "notice-title")).to_have_text("Phiên đăng nhập đã kết thúc")
    expect(role(console, "notice")).not_to_contain_text("mã thiết bị")
    expect(role(console, "notice-link")).to_have_text("Đăng nhập lại")
    expect(role(console, "live")).to_have_attribute("data-live", "false")
    expect(role(console, "live-text")).to_have_text("Chưa đăng nhập")
    demo.take("CT")
    expect(role(console, "waiting-total")).to_have_text("2")
    expect(role(console, "live")).to_have_attribute("data-live", "false")


def test_an_ended_session_of_a_manager_is_said_in_words_for_people(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive("401")
    number = call_next(demo, 1)["number"]
    admin = visitors.admin()
    back = admin.get_by_role("button", name=f"Trả số {number}")
    expect(back).to_be_visible()
    lose_session(admin)
    back.click()
    expect(role(admin, "said-title")).to_have_text("Phiên đăng nhập đã kết thúc")
    expect(role(admin, "live-text")).to_have_text("Chưa đăng nhập")


def test_the_english_console_says_counter(demo: Demo, visitors: Visitors) -> None:
    call_next(demo, 1)
    console = visitors.signed_in("canbo01", "/counter/1?lang=en")
    expect(role(console, "live")).to_have_attribute("data-live", "true")
    expect(role(console, "state")).to_have_text("Open")
    expect(role(console, "name")).to_have_text("Counter 1")
    press(console, "c")
    dialog = expect_dialog(console, "transfer")
    console.keyboard.press("/")
    expect(role(dialog, "to-counter")).to_contain_text("Counter 3")
    expect(role(dialog, "to-counter")).not_to_contain_text("Quầy")
