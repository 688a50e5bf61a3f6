"""The figures of a range of days: the one query that pages, prints, files and the API answer from."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from server.core.model import Channel
from server.core.queue.lines import MAIN
from server.core.reports.days import LONGEST_YEARS, PERIODS, Days, check_days, day_from
from server.core.reports.figures import Figures, Gathered, together
from server.core.reports.period_names import Names
from server.service.context import Context
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.names import Known
from server.service.reports.scope import check_filters, scope_of
from server.service.reports.until import as_of
from server.service.today import today
from server.store.reports.counting import gathered

_NOTHING: Final = Figures()
_LAID_OUT: Final = frozenset(
    {RowsBy.FIELD, RowsBy.COUNTER, RowsBy.CHANNEL, RowsBy.HALL, RowsBy.POINT, RowsBy.CLASS}
)


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """One row: its key, its name by language, and its figures."""

    key: str
    labels: Names
    figures: Figures


@dataclass(frozen=True, slots=True)
class FiguresReport:
    """The rows in their order, and the figures of all of them together."""

    rows: tuple[FiguresRow, ...]
    total: Figures


def figures(context: Context, asked: FiguresAsked) -> FiguresReport:
    """The figures that are asked for.

    Every day, week, month and weekday of the range has a row, and everything that the centre has now; of the rest, what has
    something to tell. Raises `range_backwards`, `day_to_come`, `range_too_long`, and for filters `unknown_field`,
    `unknown_counter`, `unknown_officer`, `unknown_procedure`, `unknown_hall`, `unknown_point`, `unknown_priority`.
    """
    with context.store.read() as connection:
        checked(context, connection, asked)
        known = Known(context, connection)
        counted = count(context, connection, known, asked, (asked.by,))
        told, total = _told({key: each for (key,), each in counted.items()})
        rows = tuple(
            FiguresRow(key, known.labels(asked.by, key), told.get(key, _NOTHING))
            for key in _keys(known, asked, told)
        )
    return FiguresReport(rows, total)


def _told(groups: Mapping[str, Gathered]) -> tuple[dict[str, Figures], Figures]:
    """The figures of each group, and of all of them together."""
    counted = {key: each.counted() for key, each in groups.items()}
    return {key: each.figures() for key, each in counted.items()}, together(counted.values())


def checked(
    context: Context, connection: sqlite3.Connection, asked: FiguresAsked, most_years: int = LONGEST_YEARS
) -> None:
    """Check the query, and raise what is wrong with it."""
    day = day_from(today(context, connection)[2])
    check_days(Days(asked.first, asked.last), day, most_years)
    check_filters(Known(context, connection), asked.filters)


def count(
    context: Context,
    connection: sqlite3.Connection,
    known: Known,
    asked: FiguresAsked,
    by: tuple[RowsBy, ...],
) -> dict[tuple[str, ...], Gathered]:
    """Everything that is asked for, grouped by these."""
    names = tuple(_column(each, alone=len(by) == 1) for each in by)
    found: dict[tuple[str, ...], Gathered] = {}
    for keys, each in _counted(context, connection, known, asked, names):
        parts = zip(by, names, keys, strict=True)
        mapped = tuple(key if each == name else _group(known, each, key) for each, name, key in parts)
        found.setdefault(mapped, Gathered()).add(each)
    return found


def _counted(
    context: Context,
    connection: sqlite3.Connection,
    known: Known,
    asked: FiguresAsked,
    names: tuple[str, ...],
) -> Iterator[tuple[tuple[str, ...], Gathered]]:
    """By these columns; of the last day one by one when it is cut."""
    whole = asked
    if asked.until is not None:
        yield from as_of(context, connection, known, asked, names).items()
        if asked.first == asked.last:
            return
        whole = replace(asked, last=asked.last - timedelta(days=1), until=None)
    yield from gathered(connection, scope_of(context, known, whole), names).items()


def _column(by: RowsBy, *, alone: bool) -> str:
    """What SQL groups by: days lie in order, so that by them alone nothing need be sorted."""
    if by == RowsBy.HALL:
        return RowsBy.COUNTER.value
    return RowsBy.DAY.value if by == RowsBy.WEEK or (alone and by == RowsBy.WEEKDAY) else by.value


def _group(known: Known, by: RowsBy, key: str) -> str:
    if by in PERIODS:
        return PERIODS[by](day_from(key))
    return known.hall_of.get(key, "") if by == RowsBy.HALL else key


def _keys(known: Known, asked: FiguresAsked, groups: Mapping[str, Figures]) -> list[str]:
    """The keys of the rows, in their order."""
    by = asked.by
    if by in PERIODS:
        every = dict.fromkeys(map(PERIODS[by], Days(asked.first, asked.last)))
        return sorted(every) if by == RowsBy.WEEKDAY else list(every)
    if by == RowsBy.HOUR:
        hours = sorted(map(int, groups))
        return [f"{hour:02d}" for hour in range(hours[0], hours[-1] + 1)] if hours else []
    if by in _LAID_OUT:
        return _laid_out(known, asked, groups)
    name = {key: known.labels(by, key)["vi"] for key in groups}
    if by == RowsBy.OFFICER:
        return sorted(groups, key=lambda key: (key == "", name[key]))
    return sorted(groups, key=lambda key: (key == "", -groups[key].visits, name[key]))


def _laid_out(known: Known, asked: FiguresAsked, groups: Mapping[str, Figures]) -> list[str]:
    """What the centre has, in its order, then what has figures besides."""
    layout = known.context.centre.layout
    every: Mapping[RowsBy, list[str]] = {
        RowsBy.FIELD: list(known.fields),
        RowsBy.COUNTER: sorted(known.counters, key=int),
        RowsBy.HALL: list(known.halls),
        RowsBy.POINT: list(known.points),
        RowsBy.CLASS: list(known.classes),
        RowsBy.CHANNEL: [channel.value for channel in Channel],
    }
    now: Mapping[RowsBy, set[str]] = {
        RowsBy.FIELD: set(layout.fields),
        RowsBy.COUNTER: {str(n) for n in layout.counters},
        RowsBy.HALL: set(layout.halls),
        RowsBy.POINT: {MAIN, *layout.points},
        RowsBy.CLASS: {"", *layout.priority_classes},
        RowsBy.CHANNEL: set(Channel),
    }
    wanted = asked.filters.wanted().get(asked.by)
    there = [
        key
        for key in every[asked.by]
        if key in groups or (key in now[asked.by] and (not wanted or key in wanted))
    ]
    return there + sorted(key for key in groups if key not in there)
