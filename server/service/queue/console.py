"""What an officer sees: the counter's whole state, the ticket in hand and the waiting room."""

import sqlite3
from dataclasses import replace
from typing import Final

from server.core.model import Outcome, Ticket, TicketState
from server.core.queue.allowed import allowed_actions
from server.core.queue.undo import Step
from server.core.refusal import Refusal
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.machines.kiosk_help import calls_of
from server.service.notices.views import hall_emergency
from server.service.queue.ticket_now import behind
from server.service.queue.views import help_view
from server.service.queue.waiting_room import WaitingRoom
from server.service.today import today
from server.service.views import View, iso, ticket_view
from server.store.people import people
from server.store.queue import counters, tickets, undo_steps

_ROLES: Final = ("officer", "admin")


def console_view(context: Context, n: int, viewer: str | None = None) -> View:
    """The console of counter `n` as `viewer` (a user name) is shown it. Raises `unknown_counter`."""
    with context.store.read() as connection:
        return console_of(context, connection, n, viewer)


def console_of(context: Context, connection: sqlite3.Connection, n: int, viewer: str | None = None) -> View:
    """The console of counter `n` as this connection sees it. Raises `unknown_counter`.

    Today's figures are the viewer's own, whoever holds the counter and also when it is closed; without a viewer
    those of whoever holds it.
    """
    place = context.centre.layout.counters.get(n)
    if place is None:
        raise Refusal("unknown_counter", counter=n)
    seq, now, day = today(context, connection)
    counter = counters.find(connection, n)
    fields, helps = (counter.fields, counter.helps) if counter.fields else (place.fields, place.helps)
    in_hand = None if counter.ticket is None else tickets.find(connection, counter.ticket)
    step = undo_steps.find(connection, n)
    room = WaitingRoom(context, connection, day, replace(counter, fields=fields, helps=helps))
    return {
        "seq": seq,
        "at": iso(context, now),
        "day": day,
        "n": n,
        "name": place.name,
        "state": counter.state.value,
        "fields": list(fields),
        "helps": list(helps),
        "officer": _officer_view(connection, counter.officer),
        "since": iso(context, counter.since),
        "reason": counter.reason,
        "help": help_view(context, counter),
        "ticket": None if in_hand is None else ticket_view(context, behind(context, in_hand, 0)),
        "allowed": allowed_actions(counter, in_hand, step, now),
        "waiting": room.waiting(now),
        "missed": {"items": room.missed(now)},
        "parked": {"items": room.parked()},
        "undo": None if step is None or now > step.until else _undo_view(context, connection, step),
        "today": _figures(connection, day, viewer or counter.officer),
        "emergency": hall_emergency(context, place.hall),
        "kiosk_help": calls_of(context, connection) if context.centre.layout.guidance in fields else [],
    }


def _officer_view(connection: sqlite3.Connection, username: str | None) -> View | None:
    if username is None:
        return None
    person = people.find(connection, username)
    return {"username": username, "name": person.name if person else username}


def _undo_view(context: Context, connection: sqlite3.Connection, step: Step) -> View:
    ids = [change.number for change in step.changes if change.kind == "ticket"]
    ticket = tickets.find(connection, ids[0]) if ids else None
    return {
        "action": step.action,
        "number": None if ticket is None else ticket.number,
        "officer": step.officer,
        "until": iso(context, step.until),
    }


def _figures(connection: sqlite3.Connection, day: str, officer: str | None) -> View:
    """What the officer did today. `service_s` is the usual time from call to end, in seconds."""
    taken = (
        [] if officer is None else tickets.taken_by(connection, day, [f"{role}:{officer}" for role in _ROLES])
    )
    finished = [ticket for ticket in taken if ticket.state is TicketState.FINISHED]
    times = sorted(
        (t.ended_at - t.first_called_at) // SECOND_MS for t in finished if t.ended_at and t.first_called_at
    )
    return {
        "finished": len(finished),
        "no_show": sum(ticket.state is TicketState.NO_SHOW for ticket in taken),
        "dossiers": sum(_received(ticket) for ticket in finished),
        "without_outcome": sum(ticket.outcome is None for ticket in finished),
        "service_s": times[len(times) // 2] if times else None,
    }


def _received(ticket: Ticket) -> int:
    """Dossiers that a visit left at the centre; an outcome alone stands for one."""
    if ticket.dossiers:
        return sum(dossier.outcome == Outcome.RECEIVED for dossier in ticket.dossiers)
    return int(ticket.outcome == Outcome.RECEIVED)
