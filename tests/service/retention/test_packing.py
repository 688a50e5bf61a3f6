"""Whatever happened in a centre: once its days are packed, no figure is another one, and the doctor is content."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.events import DayPacked
from server.core.reports.days import day_from
from server.service.context import Context
from server.service.queue.counters import Officer
from server.service.queue.day_end import close_left_open
from server.service.ratings.report import report as report_of_ratings
from server.service.reports import journal as told
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.calls import waits
from server.service.reports.counter_times import KEYS, counter_times
from server.service.reports.day_report import day_report
from server.service.reports.figures import figures
from server.service.reports.heatmap import heatmap
from server.service.reports.multiples import multiples
from server.service.retention.packing import due, pack_day
from server.store import doctor
from tests.service.reports.histories import History, Steps, new_centre
from tests.service.reports.test_property import FILTERS, FIRST, STEPS, lived
from tests.support.clock import SetClock
from tests.support.journeys import take
from tests.support.month import a_month

LATER = timedelta(days=500)
AN = Officer("an")


def later(history: History) -> date:
    """The centre goes on for a month, more than a year later; answers the last day of before."""
    close_left_open(history.context)
    last = history.context.centre.local(history.clock()).date() + timedelta(days=1)
    history.clock.forward(days=LATER.days)
    a_month(history.clock, lambda: take(history.context))
    close_left_open(history.context)
    return last


def packed(context: Context) -> list[DayPacked]:
    found = due(context)
    return [done for day in found.ranges if (done := pack_day(context, day, found)) is not None]


def all_told(context: Context, last: date, which: int) -> dict[str, Any]:
    """Every figure and report of the days until `last`."""
    first = FIRST - timedelta(days=2)
    found: dict[str, Any] = {}
    for by in RowsBy:
        asked = FiguresAsked(first, last, by, Filters(**FILTERS[which]))
        report = figures(context, asked)
        found[by.value] = {row.key: asdict(row.figures) for row in report.rows}, asdict(report.total)
        if by in KEYS and not which:
            found[f"counters {by.value}"] = counter_times(context, asked)
    found["hours"] = heatmap(context, asked), multiples(context, replace(asked, by=RowsBy.FIELD), RowsBy.HOUR)
    found["ratings"] = report_of_ratings(context, first, last)
    for n in range((last - first).days):
        day = first + timedelta(days=n)
        evening = datetime.combine(day, time(16, 30), context.centre.zone)
        found[f"report of {day}"] = day_report(context, evening)
        found[str(day)] = waits(context, str(day)), told.end(context, str(day))
    found["ends"] = [each for each in told.ends(context, 99).ends if day_from(each.day) <= last]
    return found


def sound(context: Context) -> list[str]:
    with context.store.read() as connection:
        return list(doctor.examine(connection))


def check(history: History, which: int) -> None:
    last, context = later(history), history.context
    before = all_told(context, last, which)
    events = packed(context)
    assert all_told(context, last, which) == before
    assert sound(context) == []
    with context.store.read() as connection:
        left = connection.execute(
            "SELECT count(*) FROM journal WHERE ticket > 1 AND ticket IN (SELECT id FROM tickets WHERE day <= ?)",
            (last.isoformat(),),
        ).fetchone()[0]
        visits = connection.execute(
            "SELECT count(*) FROM tickets WHERE day <= ?", (last.isoformat(),)
        ).fetchone()[0]
    assert left == 0
    assert sum(event.visits for event in events) == visits
    assert packed(context) == []


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, which=st.integers(0, len(FILTERS) - 1))
def test_no_figure_changes_when_days_are_packed(steps: Steps, which: int) -> None:
    with lived(steps) as history:
        check(history, which)


@pytest.mark.torture
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, which=st.integers(0, len(FILTERS) - 1))
def test_no_figure_changes_over_a_thousand_histories(steps: Steps, which: int) -> None:
    with lived(steps) as history:
        check(history, which)


@pytest.fixture
def working(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    """A centre with ten days of numbers; today has none yet."""
    opened = new_centre(tmp_path / "data", clock)
    for _ in range(10):
        take(opened)
        clock.forward(days=1)
    yield opened
    opened.close()


def test_a_clock_two_years_ahead_over_many_midnights_packs_nothing(working: Context, clock: SetClock) -> None:
    clock.forward(days=730)
    for _ in range(10):
        take(working)
        clock.forward(days=1)
        assert due(working).ranges == {}


def test_while_the_clock_is_doubtful_nothing_is_packed(
    working: Context, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.forward(days=500)
    a_month(clock, lambda: take(working))
    assert len(due(working).ranges) == 10
    monkeypatch.setattr(working, "clock_doubtful", lambda: True)
    assert due(working).ranges == {}
