"""The lines in front of a counter: what the calling order looks at, by a few index look-ups."""

import sqlite3
from collections.abc import Collection, Iterator
from heapq import nlargest
from typing import Any, Final

from server.core.model import Counter, CounterState, TicketState
from server.core.policy import Head

from . import counters, tickets

_LINE: Final = (
    "SELECT id, issued_at, priority FROM tickets"
    " WHERE day = ? AND field = ? AND state = 'waiting' AND for_counter IS NULL AND "
)
_ORDINARY: Final = _LINE + "priority IS NULL ORDER BY arrived, issued_at, id LIMIT 1"
_NEXT_CLASS: Final = _LINE + "priority > ? ORDER BY priority, arrived, issued_at, id LIMIT 1"
_TAKEN: Final = (
    "SELECT taken_seq, priority FROM tickets WHERE day = ? AND field = ? AND taken_seq IS NOT NULL"
    " ORDER BY taken_seq DESC LIMIT ?"
)


def heads(connection: sqlite3.Connection, day: str, counter: Counter) -> list[Head]:
    """The first of each line that the counter serves, and the tickets that are kept for it.

    A ticket kept for a counter that has closed is anybody's who serves its field.
    """
    found = [
        head
        for served, helping in ((counter.fields, False), (counter.helps, True))
        for field in served
        for head in _of_field(connection, day, field, helping=helping)
    ]
    return found + list(_kept(connection, day, counter))


def _of_field(connection: sqlite3.Connection, day: str, field: str, *, helping: bool) -> Iterator[Head]:
    row: tuple[Any, ...] | None = connection.execute(_ORDINARY, (day, field)).fetchone()
    if row is not None:
        yield Head(row[0], field, row[1], None, helping)
    last = ""
    while (row := connection.execute(_NEXT_CLASS, (day, field, last)).fetchone()) is not None:
        yield Head(row[0], field, row[1], row[2], helping)
        last = row[2]


def _kept(connection: sqlite3.Connection, day: str, counter: Counter) -> Iterator[Head]:
    waiting = tickets.kept(connection, day, TicketState.WAITING)
    known = counters.everything(connection) if waiting else {}
    for ticket in waiting:
        if ticket.for_counter == counter.n:
            yield Head(ticket.id, ticket.field, ticket.issued_at, ticket.priority, kept=True)
        elif _at_work(known.get(ticket.for_counter or 0)):
            continue
        elif ticket.field in counter.fields or ticket.field in counter.helps:
            helping = ticket.field not in counter.fields
            yield Head(ticket.id, ticket.field, ticket.issued_at, ticket.priority, helping)


def _at_work(counter: Counter | None) -> bool:
    return counter is not None and counter.state is not CounterState.CLOSED


def in_a_row(connection: sqlite3.Connection, day: str, fields: Collection[str], most: int) -> int:
    """The priority tickets taken from these fields since the last ordinary one; at most `most` are counted."""
    taken = nlargest(
        most, (row for field in fields for row in connection.execute(_TAKEN, (day, field, most)))
    )
    for count, (_, priority) in enumerate(taken):
        if priority is None:
            return count
    return len(taken)
