"""The table of ratings: one row a visit, at the counter and with the officer of its last service."""

import sqlite3
from dataclasses import replace
from typing import Final

from server.core.events import TicketFinished, TicketRedated, VisitRated
from server.store.projections.base import Happening, Projection, Rows
from server.store.ratings import table
from server.store.ratings.table import Rating


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    if isinstance(happening.entry.event, VisitRated):
        table.add(connection, _rating(happening.entry.seq, happening.entry.event))
    else:  # a finish that was undone was rated, and now it ends again
        assert happening.ticket is not None
        table.move(connection, happening.ticket)


def _replay(rows: Rows, happening: Happening) -> None:
    event, ticket = happening.entry.event, happening.ticket
    if isinstance(event, VisitRated):
        if event.ticket in rows:
            raise ValueError(f"ticket {event.ticket} rated twice")
        rows[event.ticket] = _rating(happening.entry.seq, event)
    elif ticket is not None and (was := rows.get(ticket.id)) is not None:
        counter = was.counter if ticket.counter is None else ticket.counter
        rows[ticket.id] = replace(was, day=ticket.day, counter=counter, officer=ticket.officer)


def _rating(seq: int, event: VisitRated) -> Rating:
    return Rating(event.ticket, seq, event.day, event.counter, event.officer, event.level, event.reason)


RATINGS: Final = (
    Projection(
        "rating",
        "ratings",
        (VisitRated, TicketFinished, TicketRedated),
        _follow,
        _replay,
        table.everything,
    ),
)
