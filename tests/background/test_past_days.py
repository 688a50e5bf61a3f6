"""Past days are put together by themselves, a few at a time, and again when something changed."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

import pytest

from server.background.past_days import PastDays
from server.core.reports.days import DAY
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.service.reports.stay_groups import SIZES, due
from server.store.reports import past_days, stay_groups, stays
from server.store.reports.scope import Scope
from tests.support.clock import SetClock
from tests.support.journeys import take

LAN = Officer("lan")
HANOI = "0:25200"
DAYS = ("2026-11-23", "2026-11-24", "2026-11-25")


def made(context: Context) -> Mapping[str, str | None]:
    with context.store.read() as connection:
        there = stay_groups.made(connection)
        return {day: there.get(day) for day in stay_groups.days(connection)}


def periods(context: Context) -> set[str]:
    with context.store.read() as connection:
        return {*stay_groups.made(connection)}


def named_anew(connection: sqlite3.Connection, day: str) -> None:
    """A stay of this day has another procedure than was thought."""
    (stay,) = stays.of_day(connection, day)
    stays.change(connection, stay, replace(stay, procedure="1.000001"))
    past_days.changed(connection, day)


@pytest.fixture
def three_days(context: Context, clock: SetClock) -> Context:
    for day in DAYS:
        clock.set(f"{day} 08:00")
        counters.open_(context, 1, LAN, ["CT"])
        take(context, "CT")
        counters.call(context, 1, LAN)
        counters.no_show(context, 1, LAN)
        counters.close(context, 1, LAN)
    return context


def test_days_before_today_are_put_together(three_days: Context) -> None:
    PastDays(three_days).look()
    assert made(three_days) == {DAYS[0]: HANOI, DAYS[1]: HANOI, DAYS[2]: None}


def test_a_few_at_a_time_the_newest_first(three_days: Context) -> None:
    keeper = PastDays(three_days, at_once=1)
    keeper.look()
    assert made(three_days) == {DAYS[0]: None, DAYS[1]: HANOI, DAYS[2]: None}
    keeper.look()
    assert made(three_days)[DAYS[0]] == HANOI


def test_what_changed_since_waits_for_the_next_day(three_days: Context, clock: SetClock) -> None:
    keeper = PastDays(three_days)
    keeper.look()
    three_days.store.write(lambda transaction: named_anew(transaction.connection, DAYS[1]))
    keeper.look()
    assert made(three_days)[DAYS[1]] is None
    clock.set("2026-11-26 07:00")
    keeper.look()
    assert set(made(three_days).values()) == {HANOI}


def test_hours_by_another_clock_are_made_anew(three_days: Context) -> None:
    tokyo = Scope(DAYS[0], DAYS[0], offsets=((0, 32400),))
    three_days.store.write(lambda transaction: stay_groups.make(transaction.connection, tokyo))
    assert made(three_days)[DAYS[0]] == "0:32400"
    PastDays(three_days).look()
    assert made(three_days)[DAYS[0]] == HANOI
    assert due(three_days, DAY) == []


def test_months_and_years_that_are_over_follow_their_days(three_days: Context, clock: SetClock) -> None:
    keeper = PastDays(three_days)
    keeper.look()
    assert periods(three_days) == {*DAYS[:2]}, "the month goes on"
    clock.set("2027-01-04 08:00")
    for _ in range(3):
        keeper.look()
    assert periods(three_days) == {*DAYS, "2026-11", "2026"}
    for size in SIZES:
        assert due(three_days, size) == []
