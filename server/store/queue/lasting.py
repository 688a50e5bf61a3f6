"""The present states and since when: who waits longest, who is called or served, who is parked."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from server.core.model import TicketState, spelled
from server.core.queue.standing import IN_LINE

_WAITING: Final = (
    "SELECT prefix, n, line, state, for_counter, issued_at FROM tickets"
    " WHERE day = ? AND line = ? AND state = 'waiting' AND first_called_at IS NULL AND away_until IS NULL"
    f" ORDER BY {IN_LINE} LIMIT ?"
)
_AGAIN: Final = (
    "SELECT prefix, n, line, state, for_counter,"
    " (SELECT again_at FROM stays WHERE stays.day = tickets.day AND stays.seq = tickets.taken_seq)"
    " FROM tickets WHERE day = ? AND line = ? AND state = 'waiting' AND first_called_at IS NOT NULL"
)
_IN_HAND: Final = (
    "SELECT prefix, tickets.n, line, tickets.state, tickets.counter,"
    " CASE tickets.state WHEN 'serving' THEN served_at ELSE"
    " (SELECT at FROM journal WHERE seq = taken_seq) END"
    " FROM counters JOIN tickets ON tickets.id = counters.ticket"
    " WHERE tickets.day = ? AND tickets.state IN ('called', 'serving') ORDER BY counters.n"
)
_PARKED: Final = (
    "SELECT prefix, n, line, state, for_counter,"
    " (SELECT at FROM journal WHERE seq > taken_seq AND journal.ticket = tickets.id"
    " AND type = 'ticket_parked' ORDER BY seq DESC LIMIT 1)"
    f" FROM tickets WHERE day = ? AND state = 'parked' AND for_counter IS NOT NULL ORDER BY {IN_LINE}"
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A number and since when (UTC milliseconds) it is in its state: waiting since it came, or again; called since its call.

    `counter` is where it is called, served or kept.
    """

    number: str
    line: str
    state: TicketState
    counter: int | None
    since: int


def waiting(connection: sqlite3.Connection, day: str, line: str, most: int) -> list[Lasting]:
    """Who waits longest in a line, by the waits of docs/figures.md: since they came, or wait again after a stay.

    People who went away before the first call are left out: their time is not a wait.
    """
    found = [*_found(connection, _WAITING, day, line, most), *_found(connection, _AGAIN, day, line)]
    return sorted(found, key=lambda one: one.since)[:most]


def in_hand(connection: sqlite3.Connection, day: str) -> list[Lasting]:
    """Who is called or served, by counter; a recall does not restart the call's time."""
    return _found(connection, _IN_HAND, day)


def parked(connection: sqlite3.Connection, day: str) -> list[Lasting]:
    """Who is parked, as they came."""
    return _found(connection, _PARKED, day)


def _found(connection: sqlite3.Connection, query: str, *facts: object) -> list[Lasting]:
    return [
        Lasting(spelled(prefix, n), line, TicketState(state), counter, since)
        for prefix, n, line, state, counter, since in connection.execute(query, facts)
        if since is not None
    ]
