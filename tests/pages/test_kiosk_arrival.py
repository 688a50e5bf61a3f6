"""Whoever took a number from afar checks in at the kiosk: the code on their phone's screen, held before its scanner."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from server.link.joined import Ended, Joined, forget, journal_mark, keep
from server.store import journal
from server.store.connect import open_reader
from server.store.store import database_path
from tests.pages.axe import expect_accessible
from tests.pages.kiosk_sizes import faults
from tests.pages.layout import expect_well_laid_out
from tests.pages.steps import expect_step, hold, role, scan, stop_clock
from tests.support.browser import Visitors
from tests.support.demo import Demo
from tests.support.fake_city import TOKEN, FakeCity
from tests.support.waiting import until

NOBODYS = "A" * 16
LONGER_THAN_IDLE_MS = 31_000
LONGER_THAN_THE_WARNING_MS = 21_000


@pytest.fixture(scope="module")
def printer_url() -> str:
    return "virtual:"


@pytest.fixture(scope="module")
def city(running: Demo) -> Iterator[FakeCity]:
    """A city that the demo centre has joined, and to whose people it gives numbers; nobody rates visits here."""
    running.manage("PUT", "/settings/remote", {"share": 50, "keep_minutes": 30})
    running.manage("PUT", "/settings/ratings", {**running.settings()["ratings"], "enabled": False})
    with closing(open_reader(database_path(running.data))) as connection:
        mark = journal_mark(journal.first_digest(connection))
    with FakeCity() as city:
        keep(running.data, Joined(city.url, "W0001", "Phường Mẫu", TOKEN, mark, 1795395600000, "goiso"))
        until(lambda: city.now.stored > 0)
        yield city
        forget(running.data, Ended("quanly"))


@pytest.fixture
def afar(demo: Demo, city: FakeCity) -> dict[str, Any]:
    """A number that somebody at home has: what the centre told the city of it."""
    request = str(uuid4())
    wanted = {"id": request, "kind": "number", "field": "CT", "procedure": None, "left_s": 60.0}
    with city.lock:
        city.requests = [wanted]

    def answers() -> list[dict[str, Any]]:
        with city.lock:
            return [each for each in city.answers if each["request"] == request]

    until(lambda: answers() != [])
    issued = answers()[0]
    assert issued["state"] == "issued"
    return issued


@pytest.fixture
def kiosk(city: FakeCity, visitors: Visitors) -> Page:
    page = visitors.kiosk(own_clock=True)
    expect_step(page, "start")
    return page


def code(demo: Demo, afar: dict[str, Any]) -> str:
    """What the phone's screen shows a scanner."""
    return f"{demo.url}/t/{afar['told']['track']}"


def expect_said(kiosk: Page, words: str) -> None:
    expect_step(kiosk, "arrival")
    expect(role(kiosk, "arrival-said")).to_contain_text(words)


def expect_room_for_its_words(kiosk: Page) -> None:
    """They are whole at any size of screen that is sold."""
    expect_well_laid_out(kiosk)
    wrong = faults(kiosk, "[data-for=arrival] .press, [data-role=arrival-said], #arrival-title")
    assert not wrong, "\n".join(wrong)


def state(demo: Demo, afar: dict[str, Any]) -> str:
    return str(demo.ticket(afar["ticket"])["state"])


def test_the_phones_code_says_that_its_person_is_here(kiosk: Page, demo: Demo, afar: dict[str, Any]) -> None:
    assert state(demo, afar) == "parked"
    scan(kiosk, code(demo, afar))
    expect_said(kiosk, f"Số {afar['number']} đã báo có mặt")
    assert state(demo, afar) == "waiting"
    expect(kiosk.locator("#arrival-title")).to_be_focused()
    expect_accessible(kiosk)
    expect_room_for_its_words(kiosk)
    assert demo.act(1, "call")["number"] == afar["number"]


def test_who_checks_in_twice_is_told_that_they_need_not(
    kiosk: Page, demo: Demo, afar: dict[str, Any]
) -> None:
    """The first time by a slow scanner that pauses."""
    for words, pace in (("đã báo có mặt", {"apart_ms": 70, "pause_at": 3}), ("không cần báo có mặt", {})):
        scan(kiosk, code(demo, afar), **pace)
        expect_said(kiosk, f"Số {afar['number']} {words}")
    assert state(demo, afar) == "waiting"
    expect_well_laid_out(kiosk)


def test_who_took_a_number_here_need_not_check_in_and_a_code_of_no_number_is_said_to_be_none(
    kiosk: Page, demo: Demo, visitors: Visitors
) -> None:
    slip = demo.take("CT")
    scan(kiosk, f"{demo.url}/t/{slip['track']}")
    expect_said(kiosk, f"Số {slip['number']} không cần báo có mặt")
    assert demo.ticket(slip["id"])["state"] == "waiting"
    visitors.forgive("404")
    scan(kiosk, f"{demo.url}/t/{NOBODYS}")
    expect_said(kiosk, "Chưa thấy số nào có mã này")
    expect_room_for_its_words(kiosk)


def test_without_the_server_it_says_so_and_with_it_again_the_same_code_does(
    kiosk: Page, demo: Demo, afar: dict[str, Any], visitors: Visitors
) -> None:
    visitors.forgive_lost_line()
    kiosk.context.set_offline(True)
    scan(kiosk, code(demo, afar))
    expect_said(kiosk, "Đang xem mã")
    for _ in range(4):  # it asks again by itself
        kiosk.clock.run_for(2_500)
    expect_said(kiosk, "Chưa báo có mặt được")
    assert state(demo, afar) == "parked"
    expect_well_laid_out(kiosk)
    kiosk.context.set_offline(False)
    scan(kiosk, code(demo, afar))
    expect_said(kiosk, f"Số {afar['number']} đã báo có mặt")
    assert state(demo, afar) == "waiting"


def test_an_answer_that_is_lost_checks_nobody_in_twice(
    kiosk: Page, demo: Demo, afar: dict[str, Any], visitors: Visitors
) -> None:
    visitors.forgive("net::ERR_FAILED")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    kiosk.route("**/resume", lose, times=1)
    with kiosk.expect_event("requestfailed"):
        scan(kiosk, code(demo, afar))
    assert state(demo, afar) == "waiting"
    expect_said(kiosk, "Đang xem mã")
    kiosk.clock.run_for(2_500)
    expect_said(kiosk, f"Số {afar['number']} đã báo có mặt")
    assert demo.act(1, "call")["number"] == afar["number"]


def test_who_walks_away_leaves_nothing_on_the_screen(
    kiosk: Page, demo: Demo, afar: dict[str, Any], visitors: Visitors
) -> None:
    visitors.forgive("404")
    for track in (afar["told"]["track"], demo.take("CT")["track"], NOBODYS):
        scan(kiosk, f"{demo.url}/t/{track}")
        expect_step(kiosk, "arrival")
        expect(role(kiosk, "arrival-said")).not_to_contain_text("Đang xem mã")
        stop_clock(kiosk)
        kiosk.clock.fast_forward(LONGER_THAN_IDLE_MS)
        expect(role(kiosk, "still")).to_be_visible()
        kiosk.clock.fast_forward(LONGER_THAN_THE_WARNING_MS)
        expect_step(kiosk, "start")
        kiosk.clock.resume()


def test_whoever_went_back_is_not_fetched_by_a_late_answer_nor_by_a_scan_while_a_number_is_taken(
    kiosk: Page, demo: Demo, afar: dict[str, Any]
) -> None:
    held = hold(kiosk, "**/track/*", method="GET")
    with kiosk.expect_request("**/track/*"):
        scan(kiosk, code(demo, afar))
    expect_said(kiosk, "Đang xem mã")
    kiosk.clock.run_for(1_000)
    kiosk.locator('[data-for="arrival"] [data-action="start"]').click()
    expect_step(kiosk, "start")
    with kiosk.expect_response("**/track/*"):
        held[0].continue_()
    kiosk.clock.run_for(1_000)
    expect_step(kiosk, "start")
    assert state(demo, afar) == "parked"
    kiosk.locator('[data-field="CT"]').click()
    expect_step(kiosk, "confirm")
    scan(kiosk, code(demo, afar))
    expect_step(kiosk, "confirm")
    assert state(demo, afar) == "parked"


def test_where_visits_are_rated_a_slip_of_this_hall_is_still_rated(
    visitors: Visitors, city: FakeCity, demo: Demo, afar: dict[str, Any]
) -> None:
    """Also right after somebody has checked in: their words do not stay for the next one's slip."""
    with demo.settings_kept("ratings"):
        demo.manage("PUT", "/settings/ratings", {**demo.settings()["ratings"], "enabled": True})
        kiosk = visitors.kiosk()
        slip = demo.take("HT")
        scan(kiosk, code(demo, afar))
        expect_said(kiosk, f"Số {afar['number']} đã báo có mặt")
        scan(kiosk, f"{demo.url}/t/{slip['track']}")
        expect_step(kiosk, "rate")
        expect(role(kiosk, "rate-said")).to_contain_text(f"Số {slip['number']} chưa xong việc")
