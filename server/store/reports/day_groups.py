"""Past days put together: the marks and times of all stays of a day, by each name alone.

Reports of years read these instead of every stay. They are made some time after their day, and go when a stay of it
changes: then its stays are read again. What groups or filters by two names at once reads every stay, too.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from server.core.differences import NO_SENSE
from server.core.reports.days import day_from, day_text
from server.core.reports.lengths import in_order
from server.store.reports.scope import NAMES, OF_THE_DAY, RANGE, Keys, Scope, grouped, offsets_from, selected

_WHOLE: Final = "day"
"""The name of the one group of all stays of a day. Its key is the clock that the hours were made by."""
_OTHERS: Final = ", ".join(f"'{name}'" for name in NAMES)
_ANY: Final = f"name IN ('{_WHOLE}', {_OTHERS})"
TOGETHER: Final = "group_concat(marks, ''), group_concat(times, '')"
"""The marks and times of a group of stays."""
_A_DAY: Final = timedelta(days=1)
_EVER: Final = "9"
"""After every day."""
_OF_NO_DAY: Final = (
    "SELECT DISTINCT day FROM day_groups WHERE day NOT IN (SELECT day FROM stays)"
    f" OR day NOT IN (SELECT day FROM day_groups WHERE name = '{_WHOLE}')"
)
_PAST: Final = (
    "WITH RECURSIVE days (day) AS (SELECT min(day) FROM stays UNION ALL"
    " SELECT (SELECT min(day) FROM stays WHERE stays.day > days.day) FROM days WHERE day IS NOT NULL)"
    " SELECT day FROM days WHERE day < ?"
)
"""The days with stays, each found by one look: they lie in order."""


@dataclass(frozen=True, slots=True)
class Together:
    """What past days hold: a row is its keys, its marks and its times. Of the ranges `others` the stays are to be read."""

    rows: Iterator[Sequence[str]]
    others: Sequence[Scope]


def of(connection: sqlite3.Connection, scope: Scope, by: Keys) -> Together:
    """The days of a scope that were put together, grouped by these names."""
    names = {*by, *scope.where}.difference(OF_THE_DAY)
    if len(names) > 1:
        return Together(iter(()), (scope,))
    name = names.pop() if names else _WHOLE
    made = [day for (day,) in connection.execute(_made(scope, name), (scope.first, scope.last))]
    rows = _rows(connection, scope, by, name) if made else iter(())
    return Together(rows, list(_between(scope, made)))


def days(connection: sqlite3.Connection, before: str) -> Mapping[str, str | None]:
    """The days with stays before this one, in order, each with the clock that its hours were made by; `None`: not made."""
    made = dict(connection.execute("SELECT day, key FROM day_groups WHERE name = ?", (_WHOLE,)))
    return {day: made.get(day) for (day,) in connection.execute(_PAST, (before,))}


def make(connection: sqlite3.Connection, scope: Scope) -> None:
    """Put a scope of one day together."""
    connection.execute(f"DELETE FROM day_groups WHERE {_ANY} AND day = ?", (scope.first,))
    rows = list(_fresh(connection, scope))
    connection.executemany("INSERT INTO day_groups VALUES (?, ?, ?, ?, ?)", rows)


def drop(connection: sqlite3.Connection, day: str) -> None:
    """The stays of this day are others from now on."""
    gone = connection.execute("DELETE FROM day_groups WHERE name = ? AND day = ?", (_WHOLE, day)).rowcount
    if gone:
        connection.execute(f"DELETE FROM day_groups WHERE name IN ({_OTHERS}) AND day = ?", (day,))


def differences(connection: sqlite3.Connection, spared: Collection[str]) -> Iterator[str]:
    """The days put together that are not what their stays are, as sentences; without those that are `spared`."""
    try:
        for day, clock in days(connection, _EVER).items():
            if clock is not None and day not in spared:
                yield from _unlike(connection, day, clock)
        for (day,) in connection.execute(_OF_NO_DAY):
            yield f"day group {day}: of a day without stays, or that was not put together"
    except (sqlite3.Error, *NO_SENSE) as wrong:
        yield f"day group: {wrong}"


def _unlike(connection: sqlite3.Connection, day: str, clock: str) -> Iterator[str]:
    scope = Scope(day, day, offsets=offsets_from(clock))
    stored = connection.execute(f"SELECT * FROM day_groups WHERE day = ? AND {_ANY}", (day,))
    found = {(name, key): texts for name, _, key, *texts in stored}
    wanted = {(name, key): texts for name, _, key, *texts in _fresh(connection, scope)}
    for name, key in sorted(found.keys() | wanted.keys()):
        if found.get((name, key)) != wanted.get((name, key)):
            yield f"day group {day} {name} {key}: not what its stays are"


def _fresh(connection: sqlite3.Connection, scope: Scope) -> Iterator[tuple[str, ...]]:
    """The rows of a day as its stays are now: in the order of letters and lengths, which differs from no other by its stays' order."""
    columns = scope.columns()
    keys = {_WHOLE: f"'{scope.clock}'"} | {name: columns(name) for name in NAMES}
    for name, key in keys.items():
        query = f"SELECT {key}, {TOGETHER} FROM stays WHERE day = ? GROUP BY 1"
        for value, marks, times in connection.execute(query, (scope.first,)):
            yield name, scope.first, str(value), "".join(sorted(marks)), in_order(times)


def _made(scope: Scope, name: str) -> str:
    """The SQL of the days of a scope that are put together; for hours, those by the scope's own clock."""
    same_clock = f" AND key = '{scope.clock}'" if name == "hour" else ""
    return f"SELECT day FROM day_groups WHERE {RANGE} AND name = '{_WHOLE}'{same_clock}"


def _rows(connection: sqlite3.Connection, scope: Scope, by: Keys, name: str) -> Iterator[Sequence[str]]:
    def columns(asked: str) -> str:
        if asked in OF_THE_DAY:
            return of_stays(asked)
        return "CAST(key AS INTEGER)" if asked == "hour" else "key"

    of_stays = scope.columns()
    condition, values = scope.condition(columns)
    query = f"{selected(by, columns, TOGETHER)}FROM day_groups WHERE {RANGE} AND name = '{name}'"
    query += f" AND day IN ({_made(scope, name)})"
    rows = connection.execute(f"{query}{condition}{grouped(by)}", values)
    return (row for row in rows if row[-1] is not None)


def _between(scope: Scope, made: Sequence[str]) -> Iterator[Scope]:
    """The ranges of a scope between the days that are put together."""
    first = day_from(scope.first)
    for day in map(day_from, made):
        if first < day:
            yield replace(scope, first=day_text(first), last=day_text(day - _A_DAY))
        first = day + _A_DAY
    if first <= day_from(scope.last):
        yield replace(scope, first=day_text(first))
