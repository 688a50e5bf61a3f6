"""Screens that lose the server say so after ten seconds, and come back by themselves."""

import time

from playwright.sync_api import Page, expect

from tests.pages.steps import call_next, expect_newest, expect_not_reloaded, expect_step, mark, role, take
from tests.support.browser import Visitors
from tests.support.demo import Demo

STALE_S = 10
"""A screen that has heard nothing for 10 s says so. How soon one is back (4 s) is a benchmark's figure, `python -m bench restart`."""


def test_screens_outlive_a_power_cut_of_the_server(demo: Demo, visitors: Visitors) -> None:
    visitors.forgive_lost_line()
    hall, kiosk, console, admin = visitors.hall(), visitors.kiosk(), visitors.counter(1), visitors.admin()
    pages = hall, kiosk, console, admin
    expect_newest(hall, call_next(demo, 1)["number"], 1)
    for page in pages:
        mark(page)

    shown = role(hall, "clock").inner_text()
    went = time.monotonic()
    demo.kill()
    expect_marked_once_it_is_sure(hall, went)
    for page in pages:
        expect(role(page, "stale")).to_be_visible()
    since, now = role(hall, "stale-since").inner_text(), role(hall, "clock").inner_text()
    assert since in {minute_before(shown), shown, now}  # the minute may have turned since it heard something

    demo.start()
    latest = demo.act(1, "recall")["number"]
    for page in pages:
        expect(role(page, "stale")).to_be_hidden()
    expect(hall.locator('.hall-newest [data-role="again"]')).to_be_visible()
    expect_newest(hall, latest, 1)
    for page in pages:
        expect_not_reloaded(page)


def test_a_screen_that_lost_the_network_shows_what_was_called_meanwhile(
    demo: Demo, visitors: Visitors
) -> None:
    visitors.forgive_lost_line()
    hall = visitors.hall()
    expect_newest(hall, call_next(demo, 1)["number"], 1)
    mark(hall)

    went = time.monotonic()
    hall.context.set_offline(True)
    missed = [call_next(demo, n, field)["number"] for n, field in ((2, "HT"), (3, "DD"))]
    expect_marked_once_it_is_sure(hall, went)
    expect(role(hall, "newest-number")).not_to_have_text(missed[-1])

    hall.context.set_offline(False)
    expect(role(hall, "stale")).to_be_hidden()
    expect_newest(hall, missed[1], 3)
    expect(hall.locator('[data-role="earlier"] [data-role="number"]').first).to_have_text(missed[0])
    expect_not_reloaded(hall)


def test_a_person_at_the_kiosk_gets_the_number_when_the_server_is_back(
    demo: Demo, visitors: Visitors
) -> None:
    visitors.forgive_lost_line()
    kiosk = visitors.kiosk()
    demo.kill()
    kiosk.locator('[data-field="CT"]').click()
    expect_step(kiosk, "confirm")
    kiosk.locator('[data-action="take"]').click()
    expect(role(kiosk, "issuing-title")).to_have_text("Máy chủ chưa trả lời. Đang thử lại…")
    expect_step(kiosk, "error")
    expect(role(kiosk, "error-title")).to_have_text("Máy chủ chưa trả lời")
    expect(role(kiosk, "error-action")).to_have_text("Nhờ người hướng dẫn giúp ông/bà lấy số.")

    demo.start()
    expect_step(kiosk, "result")
    assert demo.waiting("CT") == 1
    assert take(visitors.kiosk(), "CT")["number"] != role(kiosk, "number").inner_text()


def minute_before(clock: str) -> str:
    """09:59 for 10:00."""
    hour, minute = map(int, clock.split(":"))
    hour, minute = divmod((60 * hour + minute - 1) % (24 * 60), 60)
    return f"{hour:02}:{minute:02}"


def expect_marked_once_it_is_sure(screen: Page, went: float) -> None:
    """Not before it has heard nothing for 10 s; it may have heard something 4 s before the line went."""
    expect(role(screen, "stale")).to_be_visible()
    silent = time.monotonic() - went
    assert silent > STALE_S - 4.5, f"marked as stale after {silent:.1f} s"
