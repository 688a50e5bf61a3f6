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
        if before.state is after.state:
            return
        connection.execute(_ADD, (before.day, before.field, before.state, -1))
    connection.execute(_ADD, (after.day, after.field, after.state, 1))


def of_day(connection: sqlite3.Connection, day: str) -> dict[str, dict[str, int]]:
    """Field → state → how many tickets, for one day."""
    found: dict[str, dict[str, int]] = {}
    for field, state, tickets in connection.execute(
        "SELECT field, state, tickets FROM tallies WHERE day = ?", (day,)
    ):
        found.setdefault(field, {})[state] = tickets
    return found


def waiting(connection: sqlite3.Connection, day: str, field: str) -> int:
    """How many people wait in a field."""
    row = connection.execute(
        "SELECT tickets FROM tallies WHERE day = ? AND field = ? AND state = 'waiting'", (day, field)
    ).fetchone()
    return 0 if row is None else int(row[0])


def everything(connection: sqlite3.Connection) -> dict[tuple[str, str, str], int]:
    """(day, field, state) → tickets, leaving out zeros."""
    query = "SELECT day, field, state, tickets FROM tallies WHERE tickets != 0"
    return {(day, field, state): n for day, field, state, n in connection.execute(query)}
