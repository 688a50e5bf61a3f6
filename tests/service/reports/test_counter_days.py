"""Counters' times of past days are put together once, and read again where anything of the day has changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from datetime import time as clock_time
from pathlib import Path

import pytest

from server.background.past_days import PastDays
from server.service.queue import counters, paper_numbers, paper_pads, paper_rows
from server.service.reports import counter_days
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.counter_times import TimesRow, counter_times
from server.store import doctor
from server.store.connect import open_writer
from server.store.store import database_path
from tests.service.reports.histories import new_centre
from tests.service.reports.test_counter_times import a_morning
from tests.service.reports.test_examples import AN, Story
from tests.support.clock import SetClock

MONDAY = date(2026, 11, 23)
HOURS = (RowsBy.COUNTER, RowsBy.HOUR)


@pytest.fixture
def monday(tmp_path: Path, clock: SetClock) -> Iterator[Story]:
    """The morning of a Monday, seen on Tuesday, when Monday was put together."""
    story = Story(new_centre(tmp_path / "data", clock), clock)
    a_morning(story)
    clock.set("2026-11-24 07:00")
    keeper = PastDays(story.context)
    while counter_days.due(story.context):
        keeper.look()
    assert together(story) == {"2026-11-23"}
    yield story
    story.context.close()


def times(story: Story, by: RowsBy = RowsBy.TOTAL) -> tuple[TimesRow, ...]:
    return counter_times(story.context, FiguresAsked(MONDAY, MONDAY, by))


def together(story: Story) -> set[str]:
    with story.context.store.read() as connection:
        return {day for (day,) in connection.execute("SELECT day FROM counter_days")}


def emptied(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE counter_days SET whole = '[]', hours = '[]'")


@pytest.mark.parametrize("by", HOURS)
def test_a_day_that_is_put_together_is_not_counted_again(monday: Story, by: RowsBy) -> None:
    assert times(monday, by)
    monday.context.store.write(lambda transaction: emptied(transaction.connection))
    assert times(monday, by) == ()


def test_a_number_that_is_brought_in_for_it_later_changes_it(monday: Story) -> None:
    before = times(monday)[0].times.idle_waiting_ms
    paper_pads.print_next(monday.context, 100, "manager:hoa")
    served = paper_rows.Served(1, clock_time(9, 50), clock_time(9, 55), AN.username)
    row = paper_rows.PaperRow("DPA001", "CT", clock_time(9, 30), MONDAY, served=served)
    monday.context.store.write(lambda tr: paper_numbers.bring_in(monday.context, tr, [row], "officer:an"))
    assert together(monday) == set()
    assert times(monday)[0].times.idle_waiting_ms > before


def test_a_clock_that_is_set_back_to_it_opens_it_again(monday: Story, clock: SetClock) -> None:
    open_before = times(monday)[0].times.open_ms
    clock.set("2026-11-23 11:00")
    counters.open_(monday.context, 1, AN, ["CT"])
    assert together(monday) == set()
    clock.set("2026-11-23 11:30")
    assert times(monday)[0].times.open_ms == open_before + 30 * 60_000


def test_of_today_nothing_is_kept(monday: Story) -> None:
    monday.do(counters.open_, ["CT"])
    assert counter_days.due(monday.context) == []


def test_where_a_counter_stands_elsewhere_since_it_is_made_anew(monday: Story) -> None:
    made_by = 'UPDATE counter_days SET points = \'{"1": "P"}\''
    monday.context.store.write(lambda transaction: transaction.connection.execute(made_by).rowcount)
    assert counter_days.due(monday.context) == ["2026-11-23"]
    monday.context.store.write(lambda transaction: emptied(transaction.connection))
    assert times(monday), "it is counted from its entries meanwhile"


@pytest.mark.parametrize("column", ["whole", "hours", "clock"])
def test_the_doctor_names_a_day_that_is_not_what_its_entries_are(
    monday: Story, tmp_path: Path, column: str
) -> None:
    monday.context.close()
    with closing(open_writer(database_path(tmp_path / "data"))) as connection:
        assert [*doctor.examine(connection)] == []
        connection.execute(f"UPDATE counter_days SET {column} = replace({column}, '1', '2') || ' '")
        assert [line[:11] for line in doctor.examine(connection)] == ["counter day"]
