"""What people and programs are shown: tickets, fields and counters as JSON-ready dictionaries."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from server.core.forecast.telling import Wait, wait_range
from server.core.forecast.waits import Place
from server.core.model import Field, Ticket, TicketState
from server.service.context import Context
from server.store.queue import tallies, tickets

View = dict[str, Any]


def iso(context: Context, at_ms: int | None) -> str | None:
    """A time as ISO 8601 with the centre's offset."""
    return None if at_ms is None else context.centre.local(at_ms).isoformat(timespec="seconds")


def ticket_view(context: Context, ticket: Ticket, ahead: int, wait: Wait | None = None) -> View:
    """A ticket as the API answers it; `ahead` people wait before it, for `wait` if that is known already."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "field": ticket.field,
        "procedure": ticket.procedure,
        "priority": ticket.priority,
        "channel": ticket.channel.value,
        "language": ticket.language,
        "state": ticket.state.value,
        "ahead": ahead,
        "wait": _spelled(wait or _wait_of(context, ticket, ahead)),
        "issued_at": iso(context, ticket.issued_at),
        "track": context.tracks.code(ticket.id),
        "counter": ticket.counter,
        "called_at": iso(context, ticket.called_at),
        "served_at": iso(context, ticket.served_at),
        "ended_at": iso(context, ticket.ended_at),
        "calls": ticket.calls,
        "outcome": ticket.outcome,
        "dossiers": [asdict(dossier) for dossier in ticket.dossiers],
        "for_counter": ticket.for_counter,
        "note": ticket.note,
        "print": None if ticket.print is None else ticket.print.value,
    }


def stored_view(context: Context, connection: sqlite3.Connection, ticket: Ticket) -> View:
    """A ticket as the API answers it, with the people ahead counted now."""
    ahead = tickets.ahead(connection, ticket, context.centre.policy.weights_s)
    return ticket_view(context, ticket, ahead)


def _wait_of(context: Context, ticket: Ticket, ahead: int) -> Wait:
    if ticket.state is not TicketState.WAITING:
        return Wait(0, 0)
    return wait_of(context, Place(ticket.field, ticket.issued_at, ahead, ticket.priority, ticket.id))


def wait_of(context: Context, place: Place) -> Wait:
    """How long somebody will wait, by the newest forecast; by the plain formula while there is none."""
    foreseen = context.waits.of(place, context.centre.policy, context.clock())
    if foreseen is not None:
        return foreseen
    known = context.centre.layout.fields.get(place.field)
    serving = context.serving().get(place.field, ())
    return wait_range(place.ahead, len(serving), known.service_s if known else 0)


def _spelled(wait: Wait) -> View:
    return {"low_s": wait.low_s, "high_s": wait.high_s}


def field_view(context: Context, field: Field, waiting: int, language: str) -> View:
    """A field with who serves it and how long its queue is."""
    return {
        "code": field.code,
        "prefix": field.prefix,
        "name": field.names.get(language, field.names["vi"]),
        "names": dict(field.names),
        "counters": list(context.serving().get(field.code, ())),
        "waiting": waiting,
        "wait": _spelled(wait_of(context, Place(field.code, context.clock(), waiting))),
    }


def field_views(context: Context, connection: sqlite3.Connection, day: str, language: str) -> list[View]:
    """Every field of the centre, in its order."""
    counted: Mapping[str, Mapping[str, int]] = tallies.of_day(connection, day)
    return [
        field_view(context, field, counted.get(field.code, {}).get("waiting", 0), language)
        for field in context.centre.layout.fields.values()
    ]
