"""The lines in front of a counter: what the calling order looks at, by a few index look-ups."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, Final

from server.core.model import TicketState
from server.core.queue.lines import CounterLines, main
from server.core.queue.policy import Head
from server.core.queue.standing import IN_LINE
from server.core.queue.taking import Takes, takes
from server.store.queue import counters, tickets

_LINE: Final = (
    "SELECT id, issued_at, priority FROM tickets"
    " WHERE day = ? AND line = ? AND state = 'waiting' AND for_counter IS NULL AND "
)
ORDINARY: Final = _LINE + f"priority IS NULL ORDER BY {IN_LINE} LIMIT 1"
NEXT_CLASS: Final = _LINE + f"priority > ? ORDER BY priority, {IN_LINE} LIMIT 1"


def heads(
    connection: sqlite3.Connection, day: str, counter: CounterLines, point_of: Callable[[int], str] = main
) -> list[Head]:
    """The first of each row of the lines that the counter serves, and the tickets that are kept for it.

    `point_of` says where each counter stands.
    """
    found = [
        head
        for served, helping in ((counter.own, False), (counter.helped, True))
        for line in served
        for head in _of_line(connection, day, line, helping=helping)
    ]
    return found + list(_kept_for_counters(connection, day, counter, point_of))


def _of_line(connection: sqlite3.Connection, day: str, line: str, *, helping: bool) -> Iterator[Head]:
    row: tuple[Any, ...] | None = connection.execute(ORDINARY, (day, line)).fetchone()
    if row is not None:
        yield Head(row[0], line, row[1], None, helping)
    last = ""
    while (row := connection.execute(NEXT_CLASS, (day, line, last)).fetchone()) is not None:
        yield Head(row[0], line, row[1], row[2], helping)
        last = row[2]


def _kept_for_counters(
    connection: sqlite3.Connection, day: str, counter: CounterLines, point_of: Callable[[int], str]
) -> Iterator[Head]:
    here = point_of(counter.n)
    waiting = [t for t in tickets.kept(connection, day, TicketState.WAITING) if t.point == here]
    known = counters.everything(connection) if waiting else {}
    at_work = {n for n, other in known.items() if other.at_work and point_of(n) == here}
    for ticket in waiting:
        if how := takes(counter, ticket.line, ticket.for_counter, at_work):
            helping, kept = how is Takes.HELPED, how is Takes.KEPT
            yield Head(ticket.id, ticket.line, ticket.issued_at, ticket.priority, helping, kept)
