"""Whatever happens in a centre, its figures are those that are counted by hand from the journal."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.reports.stays import Stay
from server.service.context import Context
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.figures import figures
from server.service.reports.heatmap import heatmap
from server.service.reports.visits import Which, visits
from server.service.today import day_now
from server.store import doctor
from server.store.reports import stays
from server.store.reports.refill import refill
from tests.service.reports.by_hand import Count, rows_of
from tests.service.reports.histories import History, Steps, new_centre
from tests.support.clock import HANOI, SetClock

FIRST = date(2026, 11, 23)
USUAL = [
    "take",
    "take",
    "take",
    "open",
    "call",
    "serve",
    "serve",
    "finish",
    "finish",
    "next",
    "moment",
    "moment",
    "wait",
    "recall",
    "miss",
    "park",
    "put_back",
    "transfer",
    "undo",
    "pause",
    "resume",
    "hand_over",
    "class",
    "again",
    "call_one",
    "cancel",
    "keep",
    "back in time",
    "bring_in",
    "paper",
    "set",
    "night",
    "together",
    "back",
    "wrong_clock",
]
STEPS = st.lists(
    st.tuples(st.sampled_from([step.replace("_", " ") for step in USUAL]), st.integers(0, 10_000)),
    min_size=30,
    max_size=90,
)
FILTERS: list[dict[str, Any]] = [
    {},
    {"field": ("CT", "DD")},
    {"counter": ("1", "")},
    {"officer": ("an",)},
    {"procedure": ("1.000001",)},
    {"hall": ("B",)},
    {"priority": ("", "elderly")},
    {"channel": ("kiosk", "phone", "paper"), "hour": ("08", "09", "10")},
    {"weekday": ("1", "3")},
    {"point": ("P",)},
]


@contextmanager
def lived(steps: Steps) -> Iterator[History]:
    with TemporaryDirectory() as folder:
        history = History(new_centre(Path(folder), clock := SetClock()), clock)
        try:
            history.run(steps)
            yield history
        finally:
            history.context.close()


def check(history: History, where: dict[str, Any], until: int | None) -> None:
    """Every report on the days of the history, whose past ones are put together."""
    context = history.context
    history.put_together()
    with context.store.read() as connection:
        rows = rows_of(connection)
        assert [*doctor.examine(connection)] == []
        assert filled_anew(connection) == stays.everything(connection)
    today = date.fromisoformat(day_now(context))
    halls = {str(n): place.hall for n, place in context.centre.layout.counters.items()}
    names = {"class" if name == "priority" else name: values for name, values in where.items()}
    asked_from = FIRST - timedelta(days=2)
    for by in RowsBy:
        asked = FiguresAsked(asked_from, today, by, Filters(**where), until)
        by_hand = Count(asked_from, today, by.value, HANOI, halls, until, names).of(rows)
        report = figures(context, asked)
        found = {row.key: asdict(row.figures) for row in report.rows}
        assert set(by_hand.counts) <= set(found), by
        assert {key: found[key] for key in found} == {key: by_hand.figures(key) for key in found}, by
    asked = FiguresAsked(asked_from, today, RowsBy.TOTAL, Filters(**where), until)
    total = figures(context, asked).total
    assert len(listed(context, asked, Which.VISITS)) == total.visits
    assert len(listed(context, asked, Which.CANCELLED)) == total.cancelled
    by_hand = Count(asked_from, today, "weekday and hour", HANOI, halls, until, names).of(rows)
    heat = heatmap(context, FiguresAsked(asked_from, today, filters=Filters(**where), until=until))
    cells = {f"{cell.weekday} {cell.hour}": asdict(cell.figures) for cell in heat.cells}
    assert cells == {key: by_hand.figures(key) for key in cells.keys() | by_hand.counts}
    weekdays = [
        str((asked_from + timedelta(days=n)).isoweekday()) for n in range((today - asked_from).days + 1)
    ]
    assert {cell.weekday: cell.days for cell in heat.cells} == {
        cell.weekday: weekdays.count(cell.weekday) for cell in heat.cells
    }


def listed(context: Context, asked: FiguresAsked, which: Which) -> set[str]:
    """The places of all that a list has, page by page; none comes twice."""
    found, after = list[str](), None
    while True:
        page = visits(context, asked, 3, after, which)
        found += (visit.place for visit in page.items)
        after = page.after
        if after is None:
            assert len(set(found)) == len(found)
            return set(found)


def filled_anew(connection: sqlite3.Connection) -> dict[int, Stay]:
    """The table of stays as an upgrade fills it from the journal."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        copy.execute("DELETE FROM stays")
        refill(copy)
        return stays.everything(copy)


def a_check(steps: Steps, which: int, cut: int | None) -> None:
    with lived(steps) as history:
        until = None if cut is None else history.clock() - cut * 1000
        check(history, FILTERS[which], until)


HISTORIES = {
    "steps": STEPS,
    "which": st.integers(0, len(FILTERS) - 1),
    "cut": st.one_of(st.none(), st.integers(0, 7200)),
}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(**HISTORIES)
def test_they_are_those_counted_by_hand(steps: Steps, which: int, cut: int | None) -> None:
    a_check(steps, which, cut)


@pytest.mark.torture
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(**HISTORIES)
def test_they_are_over_a_thousand_histories(steps: Steps, which: int, cut: int | None) -> None:
    a_check(steps, which, cut)
