"""The table of ratings: one row a visit, at the counter and with the officer of its last service."""

import sqlite3
from dataclasses import replace
from typing import Final

from server.core.events import TicketFinished, TicketLapsed, TicketRedated, VisitRated
from server.core.model import Ticket, TicketState
from server.store.projections.base import Happening, Projection, Rows
from server.store.ratings import table
from server.store.ratings.table import Rating


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    event, ticket = happening.entry.event, happening.ticket
    if isinstance(event, VisitRated):
        table.add(connection, _rating(happening.entry.seq, event))
        return
    assert ticket is not None
    if isinstance(event, TicketRedated):
        table.redate(connection, ticket)
    elif ticket.state is TicketState.FINISHED:  # a finish that was undone was rated, and now it ends again
        table.move(connection, ticket)


def _replay(rows: Rows, happening: Happening) -> None:
    event, ticket = happening.entry.event, happening.ticket
    if isinstance(event, VisitRated):
        if event.ticket in rows:
            raise ValueError(f"ticket {event.ticket} rated twice")
        rows[event.ticket] = _rating(happening.entry.seq, event)
    elif ticket is not None and (was := rows.get(ticket.id)) is not None:
        if isinstance(event, TicketRedated):
            rows[ticket.id] = replace(was, day=ticket.day)
        elif ticket.state is TicketState.FINISHED:
            officer = _served_by(happening, ticket)
            rows[ticket.id] = replace(was, counter=ticket.counter, officer=officer)


def _served_by(happening: Happening, ticket: Ticket) -> str | None:
    """What `table.served_by` says: the stays have followed the entry before."""
    stay = happening.tables.get("stay", {}).get(ticket.taken_seq)
    return None if stay is None else stay.officer


def _rating(seq: int, event: VisitRated) -> Rating:
    return Rating(event.ticket, seq, event.day, event.counter, event.officer, event.level, event.reason)


RATINGS: Final = (
    Projection(
        "rating",
        "ratings",
        (VisitRated, TicketFinished, TicketLapsed, TicketRedated),
        _follow,
        _replay,
        table.everything,
    ),
)
