"""The pads of paper numbers that were printed, and the tickets that their numbers became."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.core.model import Ticket
from server.store import journal
from server.store.queue.tickets import COLUMNS, ticket_from

_COLUMNS: Final = "pad, prefix, count, seq, at, actor, again"
_SELECT: Final = f"SELECT {_COLUMNS} FROM pads "


@dataclass(frozen=True, slots=True)
class Pad:
    """A pad: its numbers go from 1 to `count`.

    It was printed first by the journal's entry `seq`, last at `at` (UTC milliseconds), by `actor`; `again` times after the first.
    """

    pad: int
    prefix: str
    count: int
    seq: int
    at: int
    actor: str
    again: int = 0


def save(connection: sqlite3.Connection, pad: Pad) -> None:
    """Add a pad, or replace what is known of it."""
    values = (pad.pad, pad.prefix, pad.count, pad.seq, pad.at, pad.actor, pad.again)
    connection.execute(f"INSERT OR REPLACE INTO pads ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def find(connection: sqlite3.Connection, pad: int) -> Pad | None:
    """The pad with this number."""
    return _first(connection.execute(_SELECT + "WHERE pad = ?", (pad,)))


def with_prefix(connection: sqlite3.Connection, prefix: str) -> Pad | None:
    """The pad with these letters."""
    return _first(connection.execute(_SELECT + "WHERE prefix = ?", (prefix,)))


def all_of(connection: sqlite3.Connection) -> list[Pad]:
    """Every pad, the newest first."""
    return [Pad(*row) for row in connection.execute(_SELECT + "ORDER BY pad DESC")]


def last(connection: sqlite3.Connection) -> Pad | None:
    """The newest pad."""
    return _first(connection.execute(_SELECT + "ORDER BY pad DESC LIMIT 1"))


def newest_pad(connection: sqlite3.Connection) -> int:
    """The number of the newest pad that may be out: printed here, or known to a folder that a restore replaced; 0 for none."""
    known = last(connection)
    replaced = journal.pads_replaced(connection)
    return max(0 if known is None else known.pad, replaced)


def used(connection: sqlite3.Connection) -> dict[str, int]:
    """How many numbers of each pad, by its letters, have been brought in."""
    query = "SELECT prefix, count(*) FROM tickets WHERE channel = 'paper' GROUP BY prefix"
    return dict(connection.execute(query).fetchall())


def ticket_of(connection: sqlite3.Connection, prefix: str, n: int) -> Ticket | None:
    """The ticket that a paper number has become, whenever that was."""
    query = f"SELECT {', '.join(COLUMNS)} FROM tickets WHERE channel = 'paper' AND prefix = ? AND n = ?"
    row = connection.execute(query, (prefix, n)).fetchone()
    return None if row is None else ticket_from(row)


def everything(connection: sqlite3.Connection) -> dict[int, Pad]:
    """Every pad, by its number."""
    return {pad.pad: pad for pad in all_of(connection)}


def _first(rows: sqlite3.Cursor) -> Pad | None:
    row: Sequence[Any] | None = rows.fetchone()
    return None if row is None else Pad(*row)
