"""Whatever happens on a day, its counters' times are those that are counted by hand from the journal."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from server.service.context import Context
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.counter_times import TimesRow, counter_times
from server.service.today import day_now
from tests.service.reports.by_hand import Row, rows_of
from tests.service.reports.histories import Steps
from tests.service.reports.test_property import USUAL, lived
from tests.service.reports.times_by_hand import Counters, Found
from tests.support.clock import HANOI

MIDNIGHT = 1_795_453_200_000
"""The end of the histories' day in Hanoi."""
ONE_DAY = [
    step.replace("_", " ") for step in USUAL if step not in {"night", "back", "wrong_clock", "together"}
]
KEYS = (RowsBy.TOTAL, RowsBy.DAY, RowsBy.HOUR, RowsBy.COUNTER, RowsBy.OFFICER, RowsBy.HALL, RowsBy.POINT)
FILTERS: list[dict[str, Any]] = [
    {},
    {"counter": ("1", "3")},
    {"officer": ("an", "bao")},
    {"hall": ("B",)},
    {"point": ("",)},
]
HISTORIES: dict[str, Any] = {
    "steps": st.lists(
        st.tuples(st.sampled_from(["open", "open", *ONE_DAY]), st.integers(0, 10_000)),
        min_size=30,
        max_size=70,
    ),
    "filters": st.sampled_from(FILTERS),
}
MODEST: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def told(row: TimesRow) -> Row:
    times = row.times
    names = ("open", "busy", "idle", "idle_waiting", "paused")
    found = {name: getattr(times, f"{name}_ms") for name in names}
    reasons = {reason: [n, took] for reason, (n, took) in times.reasons.items()}
    return found | {"pauses": times.pauses, "reasons": reasons}


def counted(found: Found) -> Row:
    return {**found.times, "reasons": dict(found.reasons)}


def check(steps: Steps, filters: dict[str, Any]) -> None:
    """On the day itself, on the next morning, and once the day was put together."""
    with lived(steps) as history:
        context = history.context
        day = day_now(context)
        assume(day == "2026-11-23")
        agree(context, day, context.clock(), filters)
        history.clock.set("2026-11-24 07:00")
        agree(context, day, MIDNIGHT, filters)
        history.put_together()
        agree(context, day, MIDNIGHT, filters)


def agree(context: Context, day: str, until: int, filters: dict[str, Any]) -> None:
    """What is told of a day is what is counted by hand until then."""
    with context.store.read() as connection:
        rows = rows_of(connection)
    places = context.centre.layout.counters
    halls = {str(n): place.hall for n, place in places.items()}
    points = {n: "P" if hall == "B" else "" for n, hall in halls.items()}
    for by in KEYS:
        by_hand = Counters(day, until, HANOI, halls, points).of(rows, by.value, filters)
        asked = FiguresAsked(date.fromisoformat(day), date.fromisoformat(day), by, Filters(**filters))
        found = {row.key: told(row) for row in counter_times(context, asked)}
        assert found == {key: counted(each) for key, each in by_hand.items()}, by


@settings(max_examples=8, **MODEST)
@given(**HISTORIES)
def test_they_are_those_counted_by_hand(steps: Steps, filters: dict[str, Any]) -> None:
    check(steps, filters)


@pytest.mark.torture
@settings(max_examples=300, **MODEST)
@given(**HISTORIES)
def test_they_are_over_three_hundred_histories(steps: Steps, filters: dict[str, Any]) -> None:
    check(steps, filters)
