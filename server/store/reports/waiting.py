"""Who of a day has waited for a call and was not called since."""

import sqlite3
from typing import Final

Waiting = tuple[str, int, int | None]
"""The line, since when, and until when, UTC milliseconds; `None`: the wait goes on."""

_FIRST: Final = (
    "SELECT line, issued_at, NULL FROM tickets"
    " WHERE day = ? AND state = 'waiting' AND first_called_at IS NULL AND away_until IS NULL"
)
_AGAIN: Final = (
    "SELECT tickets.line, stays.again_at, tickets.ended_at FROM stays"
    " JOIN tickets ON tickets.id = stays.ticket AND tickets.taken_seq = stays.seq"
    " WHERE stays.day = ? AND stays.again_at IS NOT NULL"
)
_GAVE_UP: Final = (
    "SELECT tickets.line, stays.came, stays.ended_at FROM stays JOIN tickets ON tickets.id = stays.ticket"
    " WHERE stays.day = ? AND stays.counter IS NULL AND tickets.away_until IS NULL"
)


def of_day(connection: sqlite3.Connection, day: str) -> list[Waiting]:
    """The numbers that were never called, including given-up ones but not those of people who are away; and those that wait again after a stay."""
    queries = (_FIRST, _AGAIN, _GAVE_UP)
    return [waiting for query in queries for waiting in connection.execute(query, (day,))]
