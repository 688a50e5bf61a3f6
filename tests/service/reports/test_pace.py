"""Long reports leave others their turn: they rest, read day by day, have limits, and are made one at a time."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from server.core.refusal import Refusal
from server.service.context import Context
from server.service.reports import pace
from server.service.reports.asked import FiguresAsked
from server.service.reports.counter_times import counter_times
from server.service.reports.visits import days_of, visits
from tests.service.reports.histories import History, new_centre
from tests.support.clock import SetClock

LAST = date(2026, 11, 23)
YEAR = FiguresAsked(date(2025, 11, 24), LAST)
MONTH = FiguresAsked(LAST - timedelta(days=30), LAST)
TEN_YEARS = FiguresAsked(date(2016, 11, 23), LAST)
Report = Callable[[Context, FiguresAsked], Any]


def page_of_visits(context: Context, asked: FiguresAsked) -> Any:
    return visits(context, asked, 100)


def file_of_visits(context: Context, asked: FiguresAsked) -> Any:
    return list(days_of(context, asked))


each_day_by_day = pytest.mark.parametrize("report", [counter_times, file_of_visits])
each_in_turn = pytest.mark.parametrize("report", [counter_times, page_of_visits])


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    history = History(new_centre(tmp_path / "data", clock), clock)
    history.run([("take", 0)])
    yield history.context
    history.context.close()


@each_day_by_day
def test_of_more_than_a_year_there_is_none(context: Context, report: Report) -> None:
    with pytest.raises(Refusal) as refused:
        report(context, FiguresAsked(LAST - timedelta(days=366), LAST))
    assert refused.value.code == "range_too_long"
    report(context, MONTH)


def test_a_page_of_visits_may_be_of_as_many_years_as_a_report(context: Context) -> None:
    assert len(page_of_visits(context, TEN_YEARS).items) == 1
    with pytest.raises(Refusal) as refused:
        page_of_visits(context, replace(TEN_YEARS, first=date(2016, 11, 22)))
    assert refused.value.code == "range_too_long"


@each_in_turn
def test_long_ones_are_made_one_at_a_time_and_short_ones_meanwhile(context: Context, report: Report) -> None:
    made = list[str]()

    def long_one() -> None:
        report(context, YEAR)
        made.append("year")

    with context.long_reports:
        waits = Thread(target=long_one)
        waits.start()
        report(context, MONTH)
        made.append("month")
        waits.join(0.05)
        assert waits.is_alive()
    waits.join()
    assert made == ["month", "year"]


def reads_of(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the data file is read from now on: one entry for each time."""
    reads = list[int]()
    read: Callable[[], AbstractContextManager[Any]] = context.store.read

    @contextmanager
    def counted() -> Iterator[Any]:
        with read() as connection:
            reads.append(1)
            yield connection

    monkeypatch.setattr(context.store, "read", counted)
    return reads


def test_a_page_of_visits_reads_the_days_that_have_some_and_no_others(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = reads_of(context, monkeypatch)
    assert len(page_of_visits(context, TEN_YEARS).items) == 1
    assert len(reads) < 10


@each_day_by_day
def test_each_day_is_read_by_itself_with_a_rest_after_it(
    context: Context, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests, now = list[float](), iter(range(1_000_000))
    reads = reads_of(context, monkeypatch)
    monkeypatch.setattr(pace.time, "monotonic", lambda: next(now))
    monkeypatch.setattr(pace.time, "sleep", rests.append)
    report(context, YEAR)
    assert len(reads) >= 365
    assert set(rests) == {pace.REST_S}


def test_after_a_piece_of_work_there_is_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each item takes a millisecond; a rest comes once more than two have passed."""
    rests, moment = list[float](), [0.0]

    def work() -> Iterator[int]:
        for n in range(9):
            moment[0] += 0.001
            yield n

    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    monkeypatch.setattr(time, "sleep", rests.append)
    assert list(pace.paced(work())) == list(range(9))
    assert rests == [pace.REST_S] * 3


def test_how_counters_spent_a_month_is_told_without_a_rest(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests = list[float]()
    monkeypatch.setattr(pace.time, "monotonic", iter(range(1_000_000)).__next__)
    monkeypatch.setattr(pace.time, "sleep", rests.append)
    counter_times(context, MONTH)
    assert rests == []
