"""Where no counter serves a field nobody is told minutes, or that they are next: every page says that no counter is open."""

import pytest
from playwright.sync_api import expect

from tests.pages.steps import choose, expect_print, role
from tests.support.browser import PHONE, Visitors
from tests.support.demo import Demo

UNSERVED, HELPED, RESTING = "CA", "KQ", "DD"
"""After counter 5 has closed and counter 3 is on a break; counters 1, 2 and 4 help out in `HELPED`."""
NO_COUNTER = "Chưa có quầy mở"
WHAT_TO_DO = "Vui lòng chờ hoặc hỏi người hướng dẫn."
ON_BREAK = "Quầy đang tạm nghỉ, sẽ gọi tiếp khi trở lại."


@pytest.fixture(autouse=True)
def counters(demo: Demo) -> None:
    demo.act(5, "close")
    demo.act(3, "pause")


def test_the_kiosk_says_so_on_every_step_and_tells_a_wait_where_somebody_helps_out_or_comes_back(
    visitors: Visitors, demo: Demo
) -> None:
    demo.take(UNSERVED)
    kiosk = visitors.kiosk()
    tile = kiosk.locator(f'[data-field="{UNSERVED}"]')
    expect(role(tile, "load")).to_have_text("Đang chờ: 1")
    expect(role(tile, "wait")).to_have_text(NO_COUNTER)
    choose(kiosk, UNSERVED)
    expect(role(kiosk, "chosen-wait")).to_have_text(NO_COUNTER)
    expect(role(kiosk, "chosen-unserved")).to_have_text(WHAT_TO_DO)
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "printed")
    expect(role(kiosk, "result-wait")).to_have_text(NO_COUNTER)
    expect(role(kiosk, "result-unserved")).to_have_text(WHAT_TO_DO)
    for field in (HELPED, RESTING):
        kiosk.keyboard.press("Escape")
        demo.take(field)
        expect(role(kiosk.locator(f'[data-field="{field}"]'), "wait")).to_contain_text("phút")
        choose(kiosk, field)
        expect(role(kiosk, "chosen-wait")).to_contain_text("phút")
        expect(role(kiosk, "chosen-counters")).to_contain_text("Quầy")
        expect(role(kiosk, "chosen-unserved")).to_be_visible(visible=field == RESTING)
    expect(role(kiosk, "chosen-unserved")).to_have_text(ON_BREAK)
    kiosk.locator('[data-action="take"]').click()
    expect_print(kiosk, "printed")
    expect(role(kiosk, "result-unserved")).to_have_text(ON_BREAK)


def test_a_phone_is_not_told_that_it_is_next(visitors: Visitors, demo: Demo) -> None:
    phone = visitors.page(f"/t/{demo.take(UNSERVED)['track']}", PHONE)
    unserved = phone.locator('[data-state="unserved"]')
    expect(phone.locator("body")).to_have_attribute("data-standing", "unserved")
    expect(unserved).to_contain_text(NO_COUNTER)
    expect(unserved).to_contain_text(WHAT_TO_DO)
    expect(phone.locator('[data-state="soon"]')).to_be_hidden()
    demo.act(5, "open")
    expect(phone.locator('[data-state="soon"]')).to_be_visible()
    expect(unserved).to_be_hidden()


def test_a_phone_is_told_of_its_counters_break_and_of_its_end(visitors: Visitors, demo: Demo) -> None:
    phone = visitors.page(f"/t/{demo.take(RESTING)['track']}", PHONE)
    expect(role(phone, "pause-text")).to_have_text(ON_BREAK)
    demo.act(3, "resume")
    phone.reload()
    expect(role(phone, "pause")).to_be_hidden()


def test_a_phone_without_scripts_is_not_told_so_either(visitors: Visitors, demo: Demo) -> None:
    phone = visitors.page(f"/t/{demo.take(UNSERVED)['track']}?lang=en", PHONE, java_script_enabled=False)
    expect(phone.locator('[data-state="unserved"]')).to_contain_text("No counter open yet")
    expect(phone.locator('[data-state="soon"]')).to_be_hidden()


def test_the_door_and_the_hall_say_so(visitors: Visitors, demo: Demo) -> None:
    demo.take(UNSERVED)
    demo.take(RESTING)
    hall = visitors.hall()
    row = role(hall, "fields").locator(f'[data-key="{UNSERVED}"]')
    expect(role(row, "unserved")).to_contain_text(NO_COUNTER)
    expect(role(row, "wait-shown")).to_be_hidden()
    door = visitors.go(hall, "/display?hall=1&layout=entrance")
    row = role(door, "entrance").locator(f'[data-key="{UNSERVED}"]')
    expect(role(row, "no-desks")).to_contain_text(NO_COUNTER)
    expect(role(row, "wait-shown")).to_be_hidden()
    resting = role(door, "entrance").locator(f'[data-key="{RESTING}"]')
    expect(role(resting, "desks")).to_have_text("3")
    expect(role(resting, "wait-shown")).to_be_visible()
    expect(role(resting, "resting")).to_contain_text("Tạm nghỉ")
    demo.act(3, "resume")
    expect(role(resting, "resting")).to_be_hidden()


def test_the_manager_sees_a_red_line_in_both_languages_and_the_way_to_open_a_counter(
    visitors: Visitors, demo: Demo
) -> None:
    for field in (UNSERVED, HELPED, RESTING):  # those of the others are served
        demo.take(field)
    visitors.counter(7)  # its officer is signed in: one press opens the counter
    admin = visitors.admin()
    line = role(admin, "unserved").locator("li")
    text = role(line, "unserved-text")
    expect(text).to_have_text("1 người chờ ở lĩnh vực không có quầy: Cư trú - Căn cước.")
    visitors.go(admin, "/admin?lang=en")
    expect(text).to_have_text("1 person waiting for a field with no counter: Residence and ID cards.")
    demo.take(UNSERVED)
    expect(text).to_have_text("2 people waiting for a field with no counter: Residence and ID cards.")
    visitors.go(admin, "/admin?lang=vi")
    expect(text).to_contain_text("2 người chờ")
    role(line, "unserved-way").click()
    suggestion = role(admin, "suggestions").locator(f'[data-field="{UNSERVED}"]')
    expect(suggestion).to_contain_text("Chưa có quầy nào phục vụ")
    expect(suggestion).to_be_in_viewport()
    role(suggestion, "do").click()
    expect(role(admin, "unserved-section")).to_be_hidden()


def test_a_helper_is_told_too(visitors: Visitors, demo: Demo) -> None:
    tablet = visitors.helper(demo.helper_token)
    tablet.locator(f'[data-field="{UNSERVED}"]').click()
    expect(role(tablet, "wish-wait")).to_have_text(NO_COUNTER)
