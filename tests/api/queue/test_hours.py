"""A centre with opening hours gives numbers only in them; what has begun can be finished."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import HoursPart
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

HOURS = HoursPart(weekdays=frozenset(range(1, 7)), sessions=(("07:00", "11:30"), ("13:00", "17:00")))


@pytest.fixture
def api(tmp_path: Path, clock: SetClock) -> Iterator[Api]:
    """A centre open from 7:00 to 11:30 and from 13:00 to 17:00, Monday to Saturday."""
    server = quick_server(default_settings(tmp_path / "data", hours=HOURS), clock)
    yield Api(server.app, enrol_everybody(server.context))
    server.close()


@pytest.mark.parametrize(
    "now", ["2026-11-23 06:59", "2026-11-23 11:30", "2026-11-23 17:00", "2026-11-29 09:00"]
)
def test_no_number_out_of_hours(api: Api, clock: SetClock, now: str) -> None:
    clock.set(now)
    answer = api.kiosk.post("/tickets", {"field": "CT"}, accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (409, "centre_closed")
    assert answer.json["action"] == "Opening hours: 07:00–11:30, 13:00–17:00."


@pytest.mark.parametrize(
    "now", ["2026-11-23 07:00", "2026-11-23 11:29", "2026-11-23 13:00", "2026-11-28 16:59"]
)
def test_numbers_within_the_hours(api: Api, clock: SetClock, now: str) -> None:
    clock.set(now)
    assert api.take()["number"] == "A001"


def test_whoever_has_a_number_is_served_over_the_closing_time(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 11:29")
    api.take()
    clock.set("2026-11-23 11:45")
    officer = api.at_work()
    for step in ("call", "serve", "finish"):
        assert officer.post(f"/counters/1/{step}").status_code == 200


def test_numbers_go_on_after_the_break(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 11:00")
    api.take()
    clock.set("2026-11-23 13:00")
    assert api.take()["number"] == "A002"


def test_a_repeat_of_an_answered_request_is_answered_after_closing_too(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 16:59")
    first = api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    clock.set("2026-11-23 17:01")
    assert api.kiosk.post("/tickets", {"field": "CT"}, key="k1").json == first.json


def test_opening_is_news_on_the_board(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 06:59")
    closed = api.display.get("/board")
    assert closed.json["open"] is False
    clock.set("2026-11-23 07:00")
    news = api.display.get("/board", if_none_match=closed.headers["ETag"])
    assert (news.status_code, news.json["open"]) == (200, True)
