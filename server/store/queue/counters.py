"""The counters table: what each counter is doing now."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from server.core.model import Counter, CounterState

_COLUMNS: Final = "n, state, officer, fields, ticket, since, helps, reason, help_at, help_text"
_SELECT: Final = f"SELECT {_COLUMNS} FROM counters "


def _counter_from(row: Sequence[Any]) -> Counter:
    n, state, officer, served, ticket, since, helps, *rest = row
    fields, helping = tuple(json.loads(served)), tuple(json.loads(helps))
    return Counter(n, CounterState(state), officer, fields, ticket, since, helping, *rest)


def find(connection: sqlite3.Connection, n: int) -> Counter:
    """The counter with this number; one that never did anything is closed."""
    row = connection.execute(_SELECT + "WHERE n = ?", (n,)).fetchone()
    return Counter(n) if row is None else _counter_from(row)


def everything(connection: sqlite3.Connection) -> dict[int, Counter]:
    """Every counter that ever did something, by number."""
    return {row[0]: _counter_from(row) for row in connection.execute(_SELECT + "ORDER BY n")}


def held_by(connection: sqlite3.Connection, officer: str, besides: int = 0) -> Counter | None:
    """The counter that this officer holds, other than `besides`."""
    row = connection.execute(_SELECT + "WHERE officer = ? AND n != ?", (officer, besides)).fetchone()
    return None if row is None else _counter_from(row)


def save(connection: sqlite3.Connection, counter: Counter) -> None:
    """Store a counter as it is now."""
    connection.execute(
        f"INSERT OR REPLACE INTO counters ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            counter.n,
            counter.state,
            counter.officer,
            json.dumps(counter.fields),
            counter.ticket,
            counter.since,
            json.dumps(counter.helps),
            counter.reason,
            counter.help_at,
            counter.help_text,
        ),
    )
