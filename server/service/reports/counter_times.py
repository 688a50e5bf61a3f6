"""How counters spent their time on some days: open beside arrivals, idle, on breaks."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from server.core.refusal import Refusal
from server.core.reports.counter_times import CounterTimes, Hall, Shift, cut, shifts
from server.core.reports.days import PERIODS, Days, day_from, day_text
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.reports.asked import By, FiguresAsked
from server.service.reports.figures import checked
from server.service.reports.names import Known, Names
from server.store.reports import counter_entries, stays

MOST_YEARS: Final = 1
KEYS: Final = (By.TOTAL, By.DAY, By.WEEKDAY, By.WEEK, By.MONTH, By.HOUR, By.COUNTER, By.OFFICER, By.HALL)
"""What the rows can be."""


@dataclass(frozen=True, slots=True)
class TimesRow:
    """One row: its key, what it is called by language, and the times of all its counters together."""

    key: str
    labels: Names
    times: CounterTimes


def counter_times(context: Context, asked: FiguresAsked) -> tuple[TimesRow, ...]:
    """By total, day, weekday, week, month, hour (of the clock), counter, officer or hall; of a year at most.

    Filters count for counter, officer and hall. A shift that nobody ended ends at midnight. Raises what `figures` raises, and
    `bad_request` for other rows.
    """
    if asked.by not in KEYS:
        raise Refusal("bad_request", reason=f"by: {', '.join(KEYS)}")
    found: dict[str, CounterTimes] = {}
    with context.store.read() as connection:
        checked(context, connection, asked, MOST_YEARS)
        known = Known(context, connection)
        for day in Days(asked.first, asked.last):
            _add_day(context, connection, known, asked, day_text(day), found)
        keys = sorted(found, key=lambda key: (int(key) if asked.by == By.COUNTER else 0, key))
        return tuple(TimesRow(key, known.labels(asked.by, key), found[key]) for key in keys)


def _add_day(  # noqa: PLR0913, PLR0917 - one day of one report
    context: Context,
    connection: sqlite3.Connection,
    known: Known,
    asked: FiguresAsked,
    day: str,
    found: dict[str, CounterTimes],
) -> None:
    end = datetime.combine(day_from(day) + timedelta(days=1), time(), context.centre.zone)
    until = min(context.clock(), round(end.timestamp() * SECOND_MS))
    hall = Hall([*stays.of_day(connection, day), *stays.never_called(connection, day)], until)
    for shift in shifts(counter_entries.of_day(connection, day), until):
        if not _wanted(known, asked, shift):
            continue
        for piece in _pieces(context, asked.by, shift):
            key = _key(context, known, asked.by, day, piece)
            hall.add(found.setdefault(key, CounterTimes()), piece)


def _pieces(context: Context, by: By, shift: Shift) -> Iterator[Shift]:
    """The shift; by hour, the part of each hour."""
    if by != By.HOUR:
        return iter((shift,))
    first = context.centre.local(shift.begin).replace(minute=0, second=0, microsecond=0)
    begin = round(first.timestamp() * SECOND_MS)
    hours = range(begin, shift.end, 3600 * SECOND_MS)
    return cut(shift, hours)


def _wanted(known: Known, asked: FiguresAsked, shift: Shift) -> bool:
    has = {By.COUNTER: str(shift.counter), By.OFFICER: shift.officer or ""}
    has[By.HALL] = known.hall_of.get(str(shift.counter), "")
    wanted = asked.filters.wanted()
    return all(value in wanted.get(by.value, (value,)) for by, value in has.items())


def _key(context: Context, known: Known, by: By, day: str, shift: Shift) -> str:
    match by:
        case By.HOUR:
            return f"{context.centre.local(shift.begin).hour:02d}"
        case By.COUNTER:
            return str(shift.counter)
        case By.OFFICER:
            return shift.officer or ""
        case By.HALL:
            return known.hall_of.get(str(shift.counter), "")
    return PERIODS[by](day_from(day))
