"""The lines in front of a counter: what the calling order looks at, by a few index look-ups."""

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from server.core.model import TicketState
from server.core.queue.lines import CounterLines
from server.core.queue.policy import Head
from server.core.queue.standing import IN_LINE
from server.store.queue import counters, tickets

_LINE: Final = (
    "SELECT id, issued_at, priority FROM tickets"
    " WHERE day = ? AND field = ? AND state = 'waiting' AND for_counter IS NULL AND "
)
ORDINARY: Final = _LINE + f"priority IS NULL ORDER BY {IN_LINE} LIMIT 1"
NEXT_CLASS: Final = _LINE + f"priority > ? ORDER BY priority, {IN_LINE} LIMIT 1"


def heads(connection: sqlite3.Connection, day: str, counter: CounterLines) -> list[Head]:
    """The first of each row of the lines that the counter serves, and the tickets that are kept for it.

    A ticket kept for a counter that has closed is anybody's who serves its line.
    """
    found = [
        head
        for served, helping in ((counter.own, False), (counter.helped, True))
        for line in served
        for head in _of_line(connection, day, line, helping=helping)
    ]
    return found + list(_kept(connection, day, counter))


def _of_line(connection: sqlite3.Connection, day: str, line: str, *, helping: bool) -> Iterator[Head]:
    row: tuple[Any, ...] | None = connection.execute(ORDINARY, (day, line)).fetchone()
    if row is not None:
        yield Head(row[0], line, row[1], None, helping)
    last = ""
    while (row := connection.execute(NEXT_CLASS, (day, line, last)).fetchone()) is not None:
        yield Head(row[0], line, row[1], row[2], helping)
        last = row[2]


def _kept(connection: sqlite3.Connection, day: str, counter: CounterLines) -> Iterator[Head]:
    waiting = tickets.kept(connection, day, TicketState.WAITING)
    known = counters.everything(connection) if waiting else {}
    for ticket in waiting:
        if ticket.for_counter == counter.n:
            yield Head(ticket.id, ticket.line, ticket.issued_at, ticket.priority, kept=True)
        elif (keeper := known.get(ticket.for_counter or 0)) is not None and keeper.at_work:
            continue
        elif ticket.line in counter.every:
            helping = ticket.line not in counter.own
            yield Head(ticket.id, ticket.line, ticket.issued_at, ticket.priority, helping)
