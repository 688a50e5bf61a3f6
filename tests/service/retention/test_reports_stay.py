"""Every report besides the figures: once its days are packed none of them says anything else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from server.core.ratings.rules import Ballot
from server.core.reports.days import Days, day_text
from server.core.texts import VIETNAMESE
from server.service.context import Context
from server.service.dossiers.form06 import form
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.service.ratings import report as ratings
from server.service.ratings.rate import rate_at_counter
from server.service.reports import xlsx_file
from server.service.reports.arrivals import came_until
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.counter_times import KEYS, counter_times
from server.service.reports.day_report import day_report
from server.service.reports.heatmap import heatmap
from server.service.reports.multiples import multiples
from server.service.reports.tables import visits_table
from server.service.reports.visits import Which
from server.service.reports.workbook_views import workbook
from server.service.settings import changes
from server.store.queue import arrivals
from tests.service.reports.histories import History, new_centre
from tests.service.retention.test_packing import later, packed, sound
from tests.support.clock import SetClock

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 25)
DAYS = Days(FIRST, LAST)
OFFICERS = {1: Officer("an"), 2: Officer("bao")}
MADE = "docProps/core.xml"
"""Of a workbook, the part that says when it was made."""


@pytest.fixture
def history(tmp_path: Path, clock: SetClock) -> Iterator[History]:
    """Three days at two counters: breaks, dossiers, transfers, missed calls, and a ballot on each visit."""
    opened = new_centre(tmp_path / "data", clock)
    history = History(opened, clock)
    part = opened.settings.document.ratings.model_dump(mode="json")
    changes.put(opened, "ratings", part | {"enabled": True}, "manager:hoa")
    for day in DAYS:
        clock.set(f"{day} 08:00")
        a_day(history)
    yield history
    opened.close()


def a_day(history: History) -> None:
    context = history.context
    history.run([("take", n) for n in range(32)])
    for counter, officer in OFFICERS.items():
        counters.open_(context, counter, officer, ("CT", "HT", "DD"))
    for n in range(5):
        for counter, officer in OFFICERS.items():
            a_visit(history, counter, officer, n)
    counters.pause(context, 1, OFFICERS[1], "lunch")
    history.clock.forward(minutes=40)
    counters.resume(context, 1, OFFICERS[1])
    history.run([("call", 0), ("miss", 0), ("call", 1), ("serve", 1), ("transfer", 1), ("wait", 900)])
    counters.close(context, 1, OFFICERS[1])


def a_visit(history: History, counter: int, officer: Officer, n: int) -> None:
    n = 3 * n + counter - 1  # which a history takes for this counter
    history.run([("call", n), ("wait", 97 * n), ("serve", n), ("wait", 331 * n), ("finish", n)])
    level = 1 + n % 3
    reason = next(iter(history.context.centre.ratings.reasons)) if level == 1 else None
    rate_at_counter(history.context, counter, None, Ballot(level, reason, f"lời {n}"), "display:1")


def test_no_report_says_anything_else_once_its_days_are_packed(history: History) -> None:
    context = history.context
    later(history)
    before = all_told(context)
    events = packed(context)
    assert sum(event.visits for event in events) > 3 * 2 * 5
    after = all_told(context)
    assert [name for name, found in before.items() if after[name] != found] == []
    assert sound(context) == []


def test_the_days_have_something_of_each_to_tell(history: History) -> None:
    """What is compared above is nowhere empty."""
    later(history)
    told = all_told(history.context)
    assert [name for name, found in told.items() if not found] == []
    assert told["ratings"].told.total.ballots == 3 * 2 * 5
    assert told["ratings"].told.total.shown is not None
    (total,) = told["times by total"]
    assert total.times.paused_ms > 0


def all_told(context: Context) -> dict[str, Any]:
    """Every report of the days, by what it is called."""
    asked = FiguresAsked(FIRST, LAST, RowsBy.DAY)
    found: dict[str, Any] = {
        f"times by {by}": counter_times(context, FiguresAsked(FIRST, LAST, by)) for by in KEYS
    }
    rated = ratings.report(context, FIRST, LAST)
    found["ratings"] = replace(rated, words=tuple(sorted(rated.words or ())))  # they are told in any order
    found["form 06"] = form(context, DAYS)
    found["heatmap"] = heatmap(context, asked)
    found["by day and hour"] = multiples(context, asked, RowsBy.HOUR)
    for by in RowsBy:
        with workbook(context, FiguresAsked(FIRST, LAST, by), VIETNAMESE) as file:
            found[f"workbook by {by}"] = sheets(file)
    for which in Which:
        with xlsx_file.written(visits_table(context, asked, which, "vi")) as file:
            found[f"workbook of {which}"] = sheets(file)
    for day in DAYS:
        with context.store.read() as connection:
            found[f"arrivals of {day}"] = arrivals.of_day(connection, day_text(day), context.centre.local)
        found[f"came on {day}"] = came_until(context, day_text(day))
        found[f"day report of {day}"] = day_report(
            context, datetime.combine(day, time(9), context.centre.zone)
        )
    return found


def sheets(file: Any) -> dict[str, bytes]:
    """What a workbook holds."""
    with ZipFile(file) as book:
        return {name: book.read(name) for name in book.namelist() if name != MADE}
