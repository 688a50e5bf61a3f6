"""Opening hours."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from server.core.queue.opening_hours import Hours, Session, spelled
from tests.support.centre import MORNING_AND_AFTERNOON

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("local", "is_open"),
    [
        ("2026-11-23 06:59:59", False),
        ("2026-11-23 07:00", True),
        ("2026-11-23 11:29:59", True),
        ("2026-11-23 11:30", False),
        ("2026-11-23 13:00", True),
        ("2026-11-23 17:00", False),
        ("2026-11-28 08:00", True),  # Saturday
        ("2026-11-29 08:00", False),  # Sunday
    ],
)
def test_numbers_are_given_in_the_sessions_of_a_working_day(local: str, is_open: bool) -> None:
    assert MORNING_AND_AFTERNOON.open_at(at(local)) is is_open


@pytest.mark.parametrize(
    ("local", "opens"),
    [
        ("2026-11-23 05:00", "2026-11-23 07:00"),
        ("2026-11-23 12:00", "2026-11-23 13:00"),
        ("2026-11-23 18:00", "2026-11-24 07:00"),
        ("2026-11-28 18:00", "2026-11-30 07:00"),  # over Sunday
    ],
)
def test_it_knows_when_it_opens_next(local: str, opens: str) -> None:
    assert MORNING_AND_AFTERNOON.opens_at(at(local)) == at(opens)


def test_an_open_centre_opens_at_no_later_time() -> None:
    assert MORNING_AND_AFTERNOON.opens_at(at("2026-11-23 08:00")) is None


def test_no_sessions_means_always_open() -> None:
    assert Hours().open_at(at("2026-11-29 03:00"))
    assert Hours().opens_at(at("2026-11-29 03:00")) is None


def test_a_centre_without_working_days_never_opens() -> None:
    never = Hours((Session(time(7), time(11)),), frozenset())
    assert not never.open_at(at("2026-11-23 08:00"))
    assert never.opens_at(at("2026-11-23 08:00")) is None


def test_a_weekly_opening_is_found_a_week_ahead() -> None:
    mondays = Hours((Session(time(7), time(11)),), frozenset({1}))
    assert mondays.opens_at(at("2026-11-23 12:00")) == at("2026-11-30 07:00")


def test_a_session_may_last_until_midnight() -> None:
    evening = Session(time(18), time(0))
    assert evening.holds(time(23, 59, 59))
    assert not evening.holds(time(0))


def test_sessions_out_of_order_still_open_at_the_earlier_one() -> None:
    hours = Hours((Session(time(13), time(17)), Session(time(7), time(11))))
    assert hours.opens_at(at("2026-11-23 05:00")) == at("2026-11-23 07:00")


def test_it_spells_its_sessions() -> None:
    assert spelled(MORNING_AND_AFTERNOON.sessions) == "07:00–11:30, 13:00–17:00"
