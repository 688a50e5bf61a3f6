"""What people and programs are shown, as JSON-ready dictionaries: times, tickets, fields.

Use cases answer values; these functions, and those of each area's `views.py`, alone make JSON of them.
"""

from dataclasses import asdict
from typing import Any

from server.core.forecast.telling import Wait
from server.core.model import Field
from server.core.texts import named
from server.service.context import Context
from server.service.queue.fields import FieldNow, FieldOpening
from server.service.queue.ticket_now import TicketNow

View = dict[str, Any]


def iso(context: Context, at_ms: int | None) -> str | None:
    """A time as ISO 8601 with the centre's offset."""
    return None if at_ms is None else context.centre.local(at_ms).isoformat(timespec="seconds")


def ticket_view(context: Context, now: TicketNow) -> View:
    """A ticket in the API's form."""
    ticket = now.ticket
    return {
        "id": ticket.id,
        "number": ticket.number,
        "field": ticket.field,
        "procedure": ticket.procedure,
        "priority": ticket.priority,
        "channel": ticket.channel.value,
        "language": ticket.language,
        "state": ticket.state.value,
        "ahead": now.ahead,
        "wait": wait_view(now.wait),
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
        **({} if ticket.dossiers_told is None else {"dossiers_told": ticket.dossiers_told}),
        **({"point": ticket.point} if context.centre.layout.points else {}),
        **_own_names(context, counter_name=ticket.counter, for_counter_name=ticket.for_counter),
    }


def _own_names(context: Context, **counters: int | None) -> View:
    """What people know these counters by; nothing for those that go by their number."""
    names = {key: context.centre.layout.own_name(counter) for key, counter in counters.items()}
    return {key: name for key, name in names.items() if name is not None}


def wait_view(wait: Wait | None) -> View | None:
    """A range of waiting times; `None` where no counter serves."""
    return None if wait is None else {"low_s": wait.low_s, "high_s": wait.high_s}


def field_opening_view(field: Field, opening: FieldOpening) -> View:
    """The hours of its own that a field has, and whether it gives numbers now."""
    return {
        "open": opening.open,
        "opens_at": None if opening.opens_at is None else opening.opens_at.isoformat(timespec="seconds"),
        "hours": [
            {"weekday": s.weekday, "from": f"{s.session.start:%H:%M}", "to": f"{s.session.until:%H:%M}"}
            for s in field.hours
        ],
    }


def field_view(now: FieldNow, language: str) -> View:
    """A field with who serves it and how long its queue is."""
    field = now.field
    view = {
        "code": field.code,
        "prefix": field.prefix,
        "name": named(field.names, language),
        "names": dict(field.names),
        "counters": list(now.counters),
        "waiting": now.waiting,
        "wait": wait_view(now.wait),
    }
    if now.on_break:
        view["on_break"] = True
    if now.opening is not None:
        view |= field_opening_view(field, now.opening)
    own = now.counter_names
    names = [own.get(n, str(n)) for n in now.counters] if own else None
    return view | {name: told for name, told in _as_set(field, names).items() if told}


def _as_set(field: Field, counter_names: list[str] | None) -> View:
    """The facts of a field that are shown only if they are set."""
    return {
        "counter_names": counter_names,
        "helper_only": field.helper_only,
        "card_only": field.card_only,
        "go_to": dict(field.go_to),
        "icon": field.icon,
        "asks_dossiers": field.asks_dossiers,
        "many": {"from": field.many_from, "field": field.many_field} if field.passes_on else None,
    }
