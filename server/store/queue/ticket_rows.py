"""Tickets as table rows, for comparing very many without turning each into a ticket."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Final

from server.core.model import Ticket
from server.store.queue.tickets import COLUMNS, encoded

_FACTS: Final = attrgetter(*COLUMNS)
_DOSSIERS: Final = COLUMNS.index("dossiers")
_SELECT: Final = f"SELECT {', '.join(COLUMNS)} FROM tickets "
_STORED: Final = f"{_SELECT}WHERE id IN (SELECT value FROM json_each(?))"


def with_number(connection: sqlite3.Connection, day: str, prefix: str, n: int) -> int | None:
    """The ticket with this number."""
    query = "SELECT id FROM tickets WHERE day = ? AND prefix = ? AND n = ?"
    row = connection.execute(query, (day, prefix, n)).fetchone()
    return None if row is None else int(row[0])


def row_of(ticket: Ticket) -> tuple[Any, ...]:
    """A ticket as its row of `COLUMNS` holds it."""
    row = _FACTS(ticket)
    return (*row[:_DOSSIERS], encoded(ticket.dossiers), *row[_DOSSIERS + 1 :])


def stored(connection: sqlite3.Connection, wanted: Iterable[int]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of the tickets with these ids, by id."""
    for row in connection.execute(_STORED, (json.dumps(list(wanted)),)):
        yield row[0], row


def rows(connection: sqlite3.Connection) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """All rows, by id."""
    return ((row[0], row) for row in connection.execute(_SELECT))
