"""How many tickets of a day and line are in each state: kept as they move, so that counting costs nothing."""

import sqlite3
from typing import Final

from server.core.model import Ticket

_ADD: Final = (
    "INSERT INTO tallies (day, line, state, tickets) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET tickets = tickets + excluded.tickets"
)


def move(connection: sqlite3.Connection, before: Ticket | None, after: Ticket) -> None:
    """Count one ticket's step from `before` (`None` when just issued) to `after`."""
    if before is not None:
        if (before.day, before.line, before.state) == (after.day, after.line, after.state):
            return
        _add(connection, before, -1)
    _add(connection, after, 1)


def _add(connection: sqlite3.Connection, ticket: Ticket, step: int) -> None:
    connection.execute(_ADD, (ticket.day, ticket.line, ticket.state, step))


def waiting(connection: sqlite3.Connection, day: str, line: str) -> int:
    """How many wait in one line."""
    query = "SELECT tickets FROM tallies WHERE day = ? AND line = ? AND state = 'waiting'"
    row = connection.execute(query, (day, line)).fetchone()
    return 0 if row is None else int(row[0])


def of_day(connection: sqlite3.Connection, day: str) -> dict[str, dict[str, int]]:
    """Line → state → how many tickets, for one day."""
    found: dict[str, dict[str, int]] = {}
    for line, state, tickets in connection.execute(
        "SELECT line, state, tickets FROM tallies WHERE day = ?", (day,)
    ):
        found.setdefault(line, {})[state] = tickets
    return found


def everything(connection: sqlite3.Connection) -> dict[tuple[str, str, str], int]:
    """(day, line, state) → tickets, leaving out zeros."""
    query = "SELECT day, line, state, tickets FROM tallies WHERE tickets != 0"
    return {(day, line, state): n for day, line, state, n in connection.execute(query)}
