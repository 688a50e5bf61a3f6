"""Stays put together: the marks and times of all stays of a past day, month or year, by each name alone.

Reports of years read these instead of every stay. They are made some time after their day, and go when a stay of it
changes: then its stays are read again. What groups or filters by two names at once reads every stay, too.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from server.core.reports.days import DAY, MONTH, PARTS, YEAR, day_from, day_text, first_of, last_of
from server.core.reports.lengths import in_order
from server.store.reports.scope import NAMES, OF_THE_DAY, Keys, Scope, selected

WHOLE: Final = "all"
"""The name of the one group of all stays of a period. Its key is the clock that the hours were made by."""
OTHERS: Final = ", ".join(f"'{name}'" for name in NAMES)
TOGETHER: Final = "group_concat(marks, ''), group_concat(times, '')"
"""The marks and times of a group of stays."""
_A_DAY: Final = timedelta(days=1)
_IN: Final = "(SELECT period AS day, key, marks, times FROM stay_groups WHERE name = '{name}' AND period IN (SELECT value FROM json_each(?3)))"
_PARTS: Final = f"SELECT period, key FROM stay_groups WHERE name = '{WHOLE}' AND period BETWEEN ? AND ? AND length(period) = ?"
_MERGED: Final = f"SELECT key, {TOGETHER} FROM stay_groups WHERE name = ? AND period BETWEEN ? AND ? AND length(period) = ? GROUP BY 1"
_PAST: Final = (
    "WITH RECURSIVE days (day) AS (SELECT min(day) FROM stays UNION ALL"
    " SELECT (SELECT min(day) FROM stays WHERE stays.day > days.day) FROM days WHERE day IS NOT NULL)"
    " SELECT day FROM days WHERE day < ?"
)
"""The days with stays, each found by one look: they lie in order."""
Group = tuple[str, str, str, str]
"""Name, key, marks, times."""


@dataclass(frozen=True, slots=True)
class Together:
    """What past periods hold: a row is its keys, its marks and its times, each length in order. Of the ranges `others` the stays are to be read."""

    rows: Iterator[Sequence[str]]
    others: Sequence[Scope]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a month or a year comes to: of these parts, each with its clock."""

    parts: Sequence[tuple[str, str]]
    groups: Sequence[Group]


def of(connection: sqlite3.Connection, scope: Scope, by: Keys) -> Together:
    """The periods of a scope that were put together, each row one group of one of them."""
    asked = {*by, *scope.where}
    names = asked.intersection(NAMES)
    if len(names) > 1:
        return Together(iter(()), (scope,))
    name = names.pop() if names else WHOLE
    there = made(connection, scope.first[:YEAR], scope.last)
    if name == "hour":
        there = {period: clock for period, clock in there.items() if clock == scope.clock}
    taken, others = _divided(scope, there, _sizes(asked))
    return Together(_rows(connection, scope, by, name, taken) if taken else iter(()), others)


def made(connection: sqlite3.Connection, first: str = "", last: str = "9") -> Mapping[str, str]:
    """The periods that were put together, each with the clock that its hours were made by."""
    query = f"SELECT period, key FROM stay_groups WHERE name = '{WHOLE}' AND period BETWEEN ? AND ?"
    return dict(connection.execute(query, (first, last)))


def days(connection: sqlite3.Connection, before: str = "9") -> Sequence[str]:
    """The days with stays before this one, in order."""
    return [day for (day,) in connection.execute(_PAST, (before,))]


def of_day(connection: sqlite3.Connection, scope: Scope) -> Iterator[Group]:
    """The groups of a scope of one day as its stays are now: in the order of letters and lengths, which differs from no other by its stays' order."""
    columns = scope.columns()
    keys = {WHOLE: f"'{scope.clock}'"} | {name: columns(name) for name in NAMES}
    for name, key in keys.items():
        query = f"SELECT {key}, {TOGETHER} FROM stays WHERE day = ? GROUP BY 1"
        yield from _grouped(name, connection.execute(query, (scope.first,)))


def merged(connection: sqlite3.Connection, period: str) -> Merged:
    """What a month comes to by its days that were put together, or a year by its months."""
    below = _below(period)
    parts = connection.execute(_PARTS, below).fetchall()
    groups = (_grouped(name, connection.execute(_MERGED, (name, *below))) for name in (WHOLE, *NAMES))
    return Merged(parts, [group for each in groups for group in each])


def make(connection: sqlite3.Connection, scope: Scope) -> None:
    """Put a scope of one day together."""
    _forget(connection, _around(scope.first))
    _put(connection, scope.first, of_day(connection, scope))


def merge(connection: sqlite3.Connection, period: str, found: Merged) -> None:
    """Put a month or a year together as it was found, if its parts are still those."""
    if connection.execute(_PARTS, _below(period)).fetchall() == found.parts:
        _forget(connection, (period,))
        _put(connection, period, found.groups)


def drop(connection: sqlite3.Connection, day: str) -> None:
    """The stays of this day have changed."""
    around = _around(day)
    query = f"DELETE FROM stay_groups WHERE name = '{WHOLE}' AND period IN (?, ?, ?)"
    if connection.execute(query, around).rowcount:
        _forget(connection, around)


def drop_since(connection: sqlite3.Connection, day: str) -> None:
    """The stays of this day and of later ones are still to come."""
    later = "(period >= ? OR period IN (?, ?))"
    query = f"DELETE FROM stay_groups WHERE name = ? AND {later}"
    if connection.execute(query, (WHOLE, *_around(day))).rowcount:
        connection.executemany(query, ((name, *_around(day)) for name in NAMES))


def _below(period: str) -> tuple[str, str, int]:
    """Between which texts its parts lie, and how long theirs are."""
    return f"{period}-", f"{period}-99", PARTS[len(period)]


def _forget(connection: sqlite3.Connection, periods: Collection[str]) -> None:
    places = ", ".join("?" * len(periods))
    query = f"DELETE FROM stay_groups WHERE name IN ('{WHOLE}', {OTHERS}) AND period IN ({places})"
    connection.execute(query, tuple(periods))


def _put(connection: sqlite3.Connection, period: str, groups: Iterator[Group] | Sequence[Group]) -> None:
    rows = [(name, period, *rest) for name, *rest in groups]
    connection.executemany("INSERT INTO stay_groups VALUES (?, ?, ?, ?, ?)", rows)


def _grouped(name: str, rows: Iterator[Sequence[object]] | sqlite3.Cursor) -> Iterator[Group]:
    for key, marks, times in rows:
        yield name, str(key), "".join(sorted(str(marks))), in_order(str(times))


def _around(day: str) -> tuple[str, str, str]:
    """The periods that hold a day."""
    return day, day[:MONTH], day[:YEAR]


def _sizes(asked: AbstractSet[str]) -> Sequence[int]:
    """The periods, by the length of their texts, that tell these names, the longest first."""
    if not asked.isdisjoint(OF_THE_DAY):
        return (DAY,)
    return (MONTH, DAY) if "month" in asked else (YEAR, MONTH, DAY)


def _divided(scope: Scope, there: Mapping[str, str], sizes: Sequence[int]) -> tuple[list[str], list[Scope]]:
    """The longest periods of a scope that are there, and the ranges between them."""
    taken, others = list[str](), list[Scope]()
    day, end = day_from(scope.first), day_from(scope.last)
    while day <= end:
        if (period := _longest(day, end, there, sizes)) is not None:
            taken.append(period)
            day = last_of(period) + _A_DAY
            continue
        if others and day_from(others[-1].last) == day - _A_DAY:
            others[-1] = replace(others[-1], last=day_text(day))
        else:
            others.append(replace(scope, first=day_text(day), last=day_text(day)))
        day += _A_DAY
    return taken, others


def _longest(day: date, end: date, there: Mapping[str, str], sizes: Sequence[int]) -> str | None:
    """The longest period that begins with this day, is there and ends by `end`."""
    text = day_text(day)
    periods = (text[:size] for size in sizes)
    return next((p for p in periods if p in there and first_of(p) == day and last_of(p) <= end), None)


def _rows(
    connection: sqlite3.Connection, scope: Scope, by: Keys, name: str, periods: Sequence[str]
) -> Iterator[Sequence[str]]:
    def columns(asked: str) -> str:
        if asked not in NAMES:
            return of_stays(asked)
        return "CAST(key AS INTEGER)" if asked == "hour" else "key"

    of_stays = scope.columns()
    condition, (first, last, *values) = scope.condition(columns)
    query = f"{selected(by, columns, 'marks, times')}FROM {_IN.format(name=name)} WHERE true{condition}"
    return iter(connection.execute(query, (first, last, json.dumps(periods), *values)))
