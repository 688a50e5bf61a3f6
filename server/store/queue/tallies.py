"""How many tickets of a day and field are in each state: kept as they move, so that counting costs nothing."""

import sqlite3
from typing import Final

from server.core.model import Ticket

_ADD: Final = (
    "INSERT INTO tallies (day, field, state, tickets) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET tickets = tickets + excluded.tickets"
)


def move(connection: sqlite3.Connection, before: Ticket | None, after: Ticket) -> None:
    """Count one ticket's step from `before` (`None` when just issued) to `after`."""
    if before is not None:
        if (before.day, before.field, before.state) == (after.day, after.field, after.state):
            return
        _add(connection, before, -1)
    _add(connection, after, 1)


def _add(connection: sqlite3.Connection, ticket: Ticket, step: int) -> None:
    connection.execute(_ADD, (ticket.day, ticket.field, ticket.state, step))


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
