"""Quiet hours: the usual wait of each hour of the week, where enough is known."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.core.queue.opening_hours import ExceptionalDay, Hours, Session, WeekSession
from server.core.quiet_hours import CLOSED, LEAST_WAITS, as_told, medians, of_told, quiet_hours
from tests.support.centre import MORNING_AND_AFTERNOON

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def at(weekday: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY + timedelta(days=weekday - 1, hours=hour, minutes=minute)


def test_it_is_the_median_of_those_who_came_in_that_hour() -> None:
    waits = [(at(3, 10, minute), minute * 60_000) for minute in range(11)]
    assert medians(waits) == {(3, 10): 300}


def test_too_few_say_nothing() -> None:
    assert medians([(at(3, 10), 60_000)] * (LEAST_WAITS - 1)) == {}


@given(
    st.lists(st.integers(0, 7_200_000), min_size=LEAST_WAITS, max_size=40),
    st.integers(1, 7),
    st.integers(0, 23),
)
def test_a_usual_wait_lies_within_those_that_were(waits: list[int], weekday: int, hour: int) -> None:
    (found,) = medians([(at(weekday, hour), wait) for wait in waits]).values()
    assert min(waits) // 1000 <= found <= max(waits) // 1000 + 1
    assert sum(wait / 1000 <= found + 1 for wait in waits) * 2 >= len(waits)


def test_the_week_is_as_it_is_usually_open_whatever_holiday_there_is() -> None:
    hours = Hours(
        MORNING_AND_AFTERNOON.sessions,
        MORNING_AND_AFTERNOON.weekdays,
        days=(WeekSession(6, Session(time(7, 30), time(11))),),
        exceptions={date(2024, 1, 1): ExceptionalDay((), {"vi": "Nghỉ"})},
    )
    found = quiet_hours(hours, {(1, 7): 60})
    assert found.weekdays == (1, 2, 3, 4, 5, 6)
    assert [row[0].hour for row in found.rows] == list(range(7, 17))
    open_in = {(cell.weekday, cell.hour) for row in found.rows for cell in row if cell.open}
    assert {hour for weekday, hour in open_in if weekday == 1} == {7, 8, 9, 10, 11, 13, 14, 15, 16}
    assert {hour for weekday, hour in open_in if weekday == 6} == {7, 8, 9, 10}


def test_the_quietest_comes_first_and_closed_hours_are_none() -> None:
    usual = {(1, 8): 900, (3, 10): 240, (2, 9): 2400, (1, 12): 0, (4, 10): 240}
    known = quiet_hours(MORNING_AND_AFTERNOON, usual).known
    assert [(cell.weekday, cell.hour) for cell in known] == [(3, 10), (4, 10), (1, 8), (2, 9)]


def test_a_centre_that_never_closes_shows_the_hours_in_which_people_come() -> None:
    assert [row[0].hour for row in quiet_hours(Hours(), {(1, 6): 60, (7, 9): 60}).rows] == [6, 7, 8, 9]
    assert len(quiet_hours(Hours(), {}).rows) == 10


def test_what_a_centre_tells_is_read_as_it_was() -> None:
    found = quiet_hours(MORNING_AND_AFTERNOON, {(1, 8): 1500, (5, 13): 0})
    told = as_told(found)
    assert told["hours"][0]["waits_s"].count(None) > 0
    assert any(CLOSED in each["waits_s"] for each in told["hours"])
    again = of_told(told)
    assert again.weekdays == found.weekdays
    assert again.known == found.known
    assert [[cell.open for cell in row] for row in again.rows] == [
        [cell.open for cell in row] for row in found.rows
    ]
