"""Filling the table of stays from a journal that was written before there was one."""

import sqlite3
from typing import Final

from server.core.model import Ticket, TicketState
from server.core.queue.days import days_between
from server.store import journal
from server.store.projections import PROJECTIONS, Happening, Rows
from server.store.reports import stays

_NEEDED: Final = ("counter", "ticket", "stay", "setting")
_DAYS_KEPT: Final = 3
"""After this many days a finished visit does not change: corrections of a wrong clock reach no further back."""
_NO_SENSE: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError)


def refill(connection: sqlite3.Connection) -> None:
    """Replay the journal into the table, which is empty. A row that makes no sense is passed over: the doctor names it."""
    used = [each for each in PROJECTIONS if each.name in _NEEDED]
    tables: dict[str, Rows] = {each.name: {} for each in used}
    today = ""
    for entry in journal.since(connection, 0):
        happening = Happening(entry, tables=tables)
        try:
            for projection in used:
                if type(entry.event) in projection.events:
                    projection.replay(tables[projection.name], happening)
        except _NO_SENSE:
            continue
        ticket = happening.ticket
        if ticket is not None and happening.ticket_before is None and ticket.day != today:
            today = ticket.day
            _put_away(connection, tables, today)
    stays.add(connection, list(tables["stay"].values()))


def _put_away(connection: sqlite3.Connection, tables: dict[str, Rows], today: str) -> None:
    """Store what is done with: years of a centre's visits need not be in memory at once."""
    tickets = tables["ticket"]
    old = {ticket.id for ticket in tickets.values() if _is_old(ticket, today)}
    done = [stay for stay in tables["stay"].values() if stay.ticket in old]
    stays.add(connection, done)
    for stay in done:
        del tables["stay"][stay.seq]
    for ticket in old:
        del tickets[ticket]


def _is_old(ticket: Ticket, today: str) -> bool:
    over = ticket.state in {TicketState.FINISHED, TicketState.CANCELLED}
    return over and days_between(ticket.day, today) > _DAYS_KEPT
