"""The stays table: what figures are counted from. Its rows lie in the order of their days."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from server.core.reports.counter_times import Called
from server.core.reports.marks import seconds_of
from server.core.reports.stays import Stay, with_marks
from server.store.reports.counting import NEVER_CALLED
from server.store.reports.scope import RANGE, Scope

_IN_MARKS: Final = ("last", "above", "told", "end", "dossiers")
_FACTS: Final = tuple(f.name for f in fields(Stay) if f.name not in {*_IN_MARKS, "others"})
_COLUMNS: Final = (*_FACTS, "others", "marks", "times")
SELECT: Final = f"SELECT {', '.join(_COLUMNS)} FROM stays "
_SAVE: Final = (
    f"INSERT OR REPLACE INTO stays ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_READ: Final = attrgetter(*_FACTS)
_STORED: Final = f"{SELECT}WHERE day = ? AND seq IN (SELECT value FROM json_each(?))"
_CALLED: Final = (
    f"SELECT {', '.join(Called._fields)} FROM stays"
    " WHERE day = ? AND counter IS NOT NULL AND called_at IS NOT NULL"
)
_LIMIT: Final = (
    "SELECT json_extract(value, '$.real_wait_limit_minutes') FROM settings WHERE part = 'fields' AND key = ?"
)
_NEWEST_CALL: Final = (
    "SELECT seq FROM stays WHERE day = ? AND seq <> ticket AND counter IN ({marks}) ORDER BY seq DESC LIMIT 1"
)
"""A person served on paper was never called: their stay is named by the number's issue."""
_EVER: Final = 1 << 62
_NEVER_CALLED: Final = (
    f"SELECT point, id, issued_at, field, channel, priority, procedure {NEVER_CALLED} AND issued_at <= ?3"
)


def stay_from(row: Sequence[Any]) -> Stay:
    """A row as a stay. Raises `ValueError` when its times are not those of its moments."""
    *facts, others, marks, times = row
    bare = Stay(**dict(zip(_FACTS, facts, strict=True)), others=_others(others))
    stay = with_marks(bare, marks)
    if (stay.marks, stay.times) != (marks, times):
        told = [seconds_of(character) for character in times]
        raise ValueError(f"stay {stay.seq}: marks {marks!r} and times {told} are not those of its moments")
    return stay


def find(connection: sqlite3.Connection, day: str, seq: int) -> Stay:
    """The stay of this day and `seq`. Raises `LookupError`."""
    row = connection.execute(SELECT + "WHERE day = ? AND seq = ?", (day, seq)).fetchone()
    if row is None:
        raise LookupError(f"no stay {seq} on {day}")
    return stay_from(row)


def change(connection: sqlite3.Connection, old: Stay | None, new: Stay | None) -> None:
    """The old stay is the new one from now on."""
    if old is not None and (new is None or (new.day, new.seq) != (old.day, old.seq)):
        connection.execute("DELETE FROM stays WHERE day = ? AND seq = ?", (old.day, old.seq))
    if new is not None:
        add(connection, (new,))


def add(connection: sqlite3.Connection, stays: Sequence[Stay]) -> None:
    """Store stays."""
    connection.executemany(_SAVE, map(row_of, stays))


def newest_call(connection: sqlite3.Connection, day: str, counters: Collection[int]) -> int:
    """The `seq` of the day's last call to one of these counters, whatever became of it since; 0 before any."""
    query = _NEWEST_CALL.format(marks=", ".join("?" * len(counters)))
    row = connection.execute(query, (day, *counters)).fetchone()
    return 0 if row is None else int(row[0])


def limit_s(connection: sqlite3.Connection, field: str) -> int | None:
    """The present limit of a field's waits in seconds; `None` if it is unknown."""
    row = connection.execute(_LIMIT, (field,)).fetchone()
    return None if row is None or row[0] is None else int(row[0]) * 60


def of_day(connection: sqlite3.Connection, day: str) -> Iterator[Stay]:
    """The stays of a day, in order of their calls."""
    return map(stay_from, connection.execute(SELECT + "WHERE day = ? ORDER BY seq", (day,)))


def called_of_day(connection: sqlite3.Connection, day: str) -> Iterator[Called]:
    """The counters' times from the stays of a day."""
    return map(Called._make, connection.execute(_CALLED, (day,)))


def of_scope(connection: sqlite3.Connection, scope: Scope) -> Iterator[Stay]:
    """The stays of a scope, day by day in order of their calls."""
    condition, values = scope.condition(scope.columns())
    query = f"{SELECT}WHERE {RANGE}{condition} ORDER BY day, seq"
    return map(stay_from, connection.execute(query, values))


def never_called(connection: sqlite3.Connection, day: str, came_by: int = _EVER) -> list[Stay]:
    """The numbers of a day, given until `came_by` (UTC milliseconds), that nobody has called or given up since."""
    found = connection.execute(_NEVER_CALLED, (day, day, came_by))
    return [
        Stay(id_, day, id_, came, field, channel, priority, procedure, point=point)
        for point, id_, came, field, channel, priority, procedure in found
    ]


def row_of(stay: Stay) -> tuple[Any, ...]:
    """A stay as its row holds it."""
    others = json.dumps(stay.others, ensure_ascii=False) if stay.others else None
    return (*_READ(stay), others, stay.marks, stay.times)


def stored(
    connection: sqlite3.Connection, wanted: Mapping[int, Stay]
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of these stays, by `seq`."""
    by_day: dict[str, list[int]] = {}
    for seq, stay in wanted.items():
        by_day.setdefault(stay.day, []).append(seq)
    for day, seqs in by_day.items():
        for row in connection.execute(_STORED, (day, json.dumps(seqs))):
            yield row[0], row


def of_ticket(connection: sqlite3.Connection, day: str, ticket: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of a ticket's stays, by `seq`."""
    for row in connection.execute(SELECT + "WHERE day = ? AND ticket = ?", (day, ticket)):
        yield row[0], row


def rows(connection: sqlite3.Connection) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """All rows, by `seq`."""
    return ((row[0], row) for row in connection.execute(SELECT))


def everything(connection: sqlite3.Connection) -> dict[int, Stay]:
    """Every stay there is, by `seq`."""
    return {row[0]: stay_from(row) for row in connection.execute(SELECT)}


def _others(stored: str | None) -> tuple[tuple[str, str], ...]:
    return () if stored is None else tuple((procedure, letter) for procedure, letter in json.loads(stored))
