"""The journal: one row for everything that happened, appended and never changed."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Final

from server.core.events import Entry, event_from

_APPEND: Final = (
    "INSERT INTO journal (seq, at, day, type, ticket, counter, actor, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SELECT: Final = "SELECT seq, at, type, ticket, counter, actor, data FROM journal WHERE seq > ? ORDER BY seq"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def append(connection: sqlite3.Connection, entry: Entry, day: str) -> None:
    """Write one row. The caller counts `seq`; a row that is there already is an error."""
    event = entry.event
    connection.execute(
        _APPEND,
        (
            entry.seq,
            entry.at,
            day,
            event.type,
            event.ticket_id,
            event.counter_n,
            entry.actor,
            _encode(event.data()),
        ),
    )


def last(connection: sqlite3.Connection) -> tuple[int, str | None]:
    """The latest `seq` and its business day; (0, None) for an empty journal."""
    row = connection.execute("SELECT seq, day FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, None) if row is None else (row[0], row[1])


def since(connection: sqlite3.Connection, seq: int, limit: int = -1) -> Iterator[Entry]:
    """The entries after `seq`, in order; at most `limit` of them when it is not negative.

    Raises `ValueError` at a row that holds no event known here.
    """
    for row in connection.execute(_SELECT + " LIMIT ?", (seq, limit)):
        number, at, type_, ticket, counter, actor, data = row
        yield Entry(number, at, actor, event_from(type_, ticket, counter, json.loads(data)))
