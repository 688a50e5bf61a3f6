"""How many tickets of a day and field are in each state: kept as they move, so that counting costs nothing."""

import sqlite3
from typing import Final

from server.core.model import Ticket

_ADD: Final = (
    "INSERT INTO tallies (day, field, state, tickets) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET tickets = tickets + excluded.tickets RETURNING tickets"
)


def move(connection: sqlite3.Connection, before: Ticket | None, after: Ticket) -> int:
    """Count one ticket's step from `before` (`None` when just issued) to `after`.

    Answers how many tickets of its day and field are in its state now.
    """
    if before is not None:
        same = (before.field, before.state) == (after.field, after.state)
        left = _add(connection, before, 0 if same else -1)
        if same:
            return left
    return _add(connection, after, 1)


def _add(connection: sqlite3.Connection, ticket: Ticket, step: int) -> int:
    row = connection.execute(_ADD, (ticket.day, ticket.field, ticket.state, step)).fetchone()
    return int(row[0])


def waiting(connection: sqlite3.Connection, day: str, field: str) -> int:
    """How many wait for one field."""
    query = "SELECT tickets FROM tallies WHERE day = ? AND field = ? AND state = 'waiting'"
    row = connection.execute(query, (day, field)).fetchone()
    return 0 if row is None else int(row[0])


def of_day(connection: sqlite3.Connection, day: str) -> dict[str, dict[str, int]]:
    """Field → state → how many tickets, for one day."""
    found: dict[str, dict[str, int]] = {}
    for field, state, tickets in connection.execute(
        "SELECT field, state, tickets FROM tallies WHERE day = ?", (day,)
    ):
        found.setdefault(field, {})[state] = tickets
    return found


def everything(connection: sqlite3.Connection) -> dict[tuple[str, str, str], int]:
    """(day, field, state) → tickets, leaving out zeros."""
    query = "SELECT day, field, state, tickets FROM tallies WHERE tickets != 0"
    return {(day, field, state): n for day, field, state, n in connection.execute(query)}
