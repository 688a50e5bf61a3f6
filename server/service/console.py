"""What an officer sees: the counter's whole state, the ticket in hand and who waits."""

import sqlite3
from typing import Final

from server.core.errors import Refusal
from server.core.model import TicketState
from server.store import accounts, counters, tallies, tickets

from .context import Context
from .today import today
from .views import View, iso, stored_view, ticket_view

_LISTED: Final = 50


def console_view(context: Context, n: int) -> View:
    """The console of counter `n`. Raises `unknown_counter`."""
    with context.store.read() as connection:
        return console_of(context, connection, n)


def console_of(context: Context, connection: sqlite3.Connection, n: int) -> View:
    """The console of counter `n` as this connection sees it. Raises `unknown_counter`."""
    place = context.centre.layout.counters.get(n)
    if place is None:
        raise Refusal("unknown_counter", counter=n)
    seq, now, day = today(context, connection)
    counter = counters.find(connection, n)
    fields = counter.fields or place.fields
    return {
        "seq": seq,
        "at": iso(context, now),
        "day": day,
        "n": n,
        "name": place.name,
        "state": counter.state.value,
        "fields": list(fields),
        "officer": _officer_view(connection, counter.officer),
        "since": iso(context, counter.since),
        "ticket": _in_hand(context, connection, counter.ticket),
        "waiting": _waiting(context, connection, day, fields),
        "missed": {"items": _missed(context, connection, day, fields)},
        "today": _figures(connection, day, n),
    }


def _officer_view(connection: sqlite3.Connection, username: str | None) -> View | None:
    if username is None:
        return None
    person = accounts.find_person(connection, username)
    return {"username": username, "name": person.name if person else username}


def _in_hand(context: Context, connection: sqlite3.Connection, ticket: int | None) -> View | None:
    found = None if ticket is None else tickets.find(connection, ticket)
    return None if found is None else ticket_view(context, found, 0)


def _waiting(context: Context, connection: sqlite3.Connection, day: str, fields: tuple[str, ...]) -> View:
    listed = tickets.in_state(connection, day, fields, TicketState.WAITING, _LISTED)
    counted = tallies.of_day(connection, day)
    seen: dict[str, int] = {}
    items = []
    for ticket in listed:
        items.append(ticket_view(context, ticket, seen.get(ticket.field, 0)))
        seen[ticket.field] = seen.get(ticket.field, 0) + 1
    return {"total": sum(counted.get(f, {}).get("waiting", 0) for f in fields), "items": items}


def _missed(
    context: Context, connection: sqlite3.Connection, day: str, fields: tuple[str, ...]
) -> list[View]:
    missed = tickets.in_state(connection, day, fields, TicketState.NO_SHOW, _LISTED)
    return [stored_view(context, connection, ticket) for ticket in missed]


def _figures(connection: sqlite3.Connection, day: str, n: int) -> View:
    counted = tickets.counted_at(connection, day, n)
    return {"finished": counted.get("finished", 0), "no_show": counted.get("no_show", 0)}
