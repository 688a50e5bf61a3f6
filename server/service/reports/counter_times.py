"""How counters spent their time on some days: open beside arrivals, idle, on breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from server.core.queue.lines import MAIN
from server.core.refusal import Refusal
from server.core.reports.counter_times import CounterTimes, Hall, Shift, cut, shifts
from server.core.reports.days import FILE_YEARS, PERIODS, Days, day_from, day_text
from server.core.reports.period_names import Names
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.reports.asked import By, FiguresAsked, Filters
from server.service.reports.figures import checked, figures
from server.service.reports.names import Known
from server.service.reports.pace import paced_if_long, turn
from server.store.reports import counter_entries, stays, waiting

KEYS: Final = (
    By.TOTAL,
    By.DAY,
    By.WEEKDAY,
    By.WEEK,
    By.MONTH,
    By.HOUR,
    By.COUNTER,
    By.OFFICER,
    By.HALL,
    By.POINT,
)
"""What the rows can be."""
FILTERS: Final = ("counter", "officer", "hall", "point")
"""The filters that counters have."""


@dataclass(frozen=True, slots=True)
class _Stands:
    """Where each counter stands, by its number: its hall and its point."""

    halls: Mapping[str, str]
    points: Mapping[str, str]

    def hall_of(self, counter: int) -> str:
        return self.halls.get(str(counter), "")

    def point_of(self, counter: int) -> str:
        return self.points.get(str(counter), MAIN)


@dataclass(frozen=True, slots=True)
class TimesRow:
    """One row: its key, what it is called by language, the times of all its counters together, and the visits beside them."""

    key: str
    labels: Names
    times: CounterTimes
    visits: int


def counter_times(context: Context, asked: FiguresAsked) -> tuple[TimesRow, ...]:
    """By total, day, weekday, week, month, hour (of the clock), counter, officer, hall or point; of a year at most.

    Filters count for counter, officer, hall and point, and the last day counts whole. A shift that nobody ended ends at midnight. Raises what `figures` raises, and
    `bad_request` for other rows.
    """
    if asked.by not in KEYS:
        raise Refusal("bad_request", reason=f"by: {', '.join(KEYS)}")
    found: dict[str, CounterTimes] = {}
    days = Days(asked.first, asked.last)
    with context.store.read() as connection:
        checked(context, connection, asked, FILE_YEARS)
        known = Known(context, connection)
        stands = _Stands(known.hall_of, known.point_of)
    with turn(context, days):
        for day, hall, shift in paced_if_long(_shifts(context, asked, stands, days), days):
            key = _key(context, stands, asked.by, day, shift)
            hall.add(found.setdefault(key, CounterTimes()), shift)
    keys = sorted(found, key=lambda key: (int(key) if asked.by == By.COUNTER else 0, key))
    visits = _visits(context, asked)
    with context.store.read() as connection:
        known = Known(context, connection)
        return tuple(
            TimesRow(key, known.labels(asked.by, key), found[key], visits.get(key, 0)) for key in keys
        )


def _visits(context: Context, asked: FiguresAsked) -> dict[str, int]:
    """The visits of the same rows, by their keys."""
    filters = Filters(**{name: getattr(asked.filters, name) for name in FILTERS})
    report = figures(context, replace(asked, filters=filters, until=None))
    return {row.key: row.figures.visits for row in report.rows}


def _shifts(
    context: Context, asked: FiguresAsked, stands: "_Stands", days: Days
) -> Iterator[tuple[str, Hall, Shift]]:
    """Day by day the pieces that are asked for, with who was in the hall then."""
    for day in paced_if_long(map(day_text, days), days):
        hall, every = _read(context, stands, day)
        for shift in every:
            if _wanted(stands, asked, shift):
                for piece in _pieces(context, asked.by, shift):
                    yield day, hall, piece


def _read(context: Context, stands: "_Stands", day: str) -> tuple[Hall, list[Shift]]:
    """A day, read at one moment."""
    end = datetime.combine(day_from(day) + timedelta(days=1), time(), context.centre.zone)
    until = min(context.clock(), round(end.timestamp() * SECOND_MS))
    with context.store.read() as connection:
        hall = Hall(stays.called_of_day(connection, day), waiting.of_day(connection, day), until)
        return hall, shifts(counter_entries.of_day(connection, day), until, stands.point_of)


def _pieces(context: Context, by: By, shift: Shift) -> Iterator[Shift]:
    """The shift; by hour, the part of each hour."""
    if by != By.HOUR:
        return iter((shift,))
    first = context.centre.local(shift.begin).replace(minute=0, second=0, microsecond=0)
    begin = round(first.timestamp() * SECOND_MS)
    hours = range(begin, shift.end, 3600 * SECOND_MS)
    return cut(shift, hours)


def _wanted(stands: "_Stands", asked: FiguresAsked, shift: Shift) -> bool:
    has = {By.COUNTER: str(shift.counter), By.OFFICER: shift.officer or ""}
    has[By.HALL] = stands.hall_of(shift.counter)
    has[By.POINT] = stands.point_of(shift.counter)
    wanted = asked.filters.wanted()
    return all(value in wanted.get(by.value, (value,)) for by, value in has.items())


def _key(context: Context, stands: "_Stands", by: By, day: str, shift: Shift) -> str:
    match by:
        case By.HOUR:
            return f"{context.centre.local(shift.begin).hour:02d}"
        case By.COUNTER:
            return str(shift.counter)
        case By.OFFICER:
            return shift.officer or ""
        case By.HALL:
            return stands.hall_of(shift.counter)
        case By.POINT:
            return stands.point_of(shift.counter)
    return PERIODS[by](day_from(day))
