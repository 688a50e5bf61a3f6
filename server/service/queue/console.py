"""What an officer sees: the counter's whole state, the ticket in hand and the waiting room."""

import sqlite3
from typing import Final

from server.core.errors import Refusal
from server.core.model import Counter, Outcome, Ticket, TicketState
from server.core.queue.policy import Policy
from server.core.queue.undo import UNDO_WITHIN_S
from server.service.context import Context
from server.service.today import today
from server.service.views import View, iso, stored_view, ticket_view
from server.store.people import accounts
from server.store.queue import counters, tallies, tickets, undo_steps

_LISTED: Final = 50
_ROLES: Final = ("officer", "admin")
_MS: Final = 1000


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
    fields, helps = (counter.fields, counter.helps) if counter.fields else (place.fields, place.helps)
    room = _Room(context, connection, day, n, (*fields, *helps))
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
        "ticket": _in_hand(context, connection, counter.ticket),
        "waiting": room.waiting(),
        "missed": {"items": room.missed(now)},
        "parked": {"items": room.parked()},
        "undo": _undo_view(context, connection, n, now),
        "today": _figures(connection, day, counter.officer),
    }


def help_view(context: Context, counter: Counter) -> View | None:
    """Since when a counter calls for help, and why."""
    if counter.help_at is None:
        return None
    return {"at": iso(context, counter.help_at), "text": counter.help_text}


def _officer_view(connection: sqlite3.Connection, username: str | None) -> View | None:
    if username is None:
        return None
    person = accounts.find_person(connection, username)
    return {"username": username, "name": person.name if person else username}


def _in_hand(context: Context, connection: sqlite3.Connection, ticket: int | None) -> View | None:
    found = None if ticket is None else tickets.find(connection, ticket)
    return None if found is None else ticket_view(context, found, 0)


class _Room:
    """Who waits, was missed or is parked, as counter `n` sees it, which serves the fields `served`."""

    def __init__(
        self, context: Context, connection: sqlite3.Connection, day: str, n: int, served: tuple[str, ...]
    ) -> None:
        self._context = context
        self._connection = connection
        self._day = day
        self._n = n
        self._served = served
        self._at_work = {c.n for c in counters.everything(connection).values() if c.at_work}

    def waiting(self) -> View:
        """The first of those who wait, in the order in which they stand, and how many there are."""
        listed = {ticket.id: ticket for ticket in self._listed()}
        standing = sorted(listed.values(), key=lambda t: _standing(t, self._context.centre.policy))
        seen: dict[str, int] = {}
        items = []
        for ticket in standing[:_LISTED]:
            items.append(ticket_view(self._context, ticket, seen.get(ticket.field, 0)))
            seen[ticket.field] = seen.get(ticket.field, 0) + 1
        counted = tallies.of_day(self._connection, self._day)
        total = sum(counted.get(field, {}).get("waiting", 0) for field in self._served)
        elsewhere = sum(ticket.field not in self._served for ticket in listed.values())
        return {"total": total + elsewhere, "items": items}

    def _listed(self) -> list[Ticket]:
        connection, day = self._connection, self._day
        kept = (t for t in tickets.kept(connection, day, TicketState.WAITING) if t.for_counter == self._n)
        return [
            *tickets.in_state(connection, day, self._served, TicketState.WAITING, _LISTED),
            *tickets.of_priority(connection, day, self._served, _LISTED),
            *kept,
        ]

    def missed(self, now: int) -> list[View]:
        """The no-shows that can still be called back."""
        since = now - self._context.centre.policy.callback_s * _MS
        missed = tickets.missed_since(self._connection, self._day, self._served, since)
        return [self._view(ticket) for ticket in missed]

    def parked(self) -> list[View]:
        """Who is parked here, and at closed counters that share a field."""
        parked = tickets.kept(self._connection, self._day, TicketState.PARKED)
        return [self._view(ticket) for ticket in parked if self._mine(ticket)]

    def _mine(self, ticket: Ticket) -> bool:
        if ticket.for_counter == self._n:
            return True
        return ticket.field in self._served and ticket.for_counter not in self._at_work

    def _view(self, ticket: Ticket) -> View:
        return stored_view(self._context, self._connection, ticket)


def _standing(ticket: Ticket, policy: Policy) -> tuple[int, int]:
    weight_s = policy.weights_s.get(ticket.priority or "", 0)
    return ticket.issued_at - weight_s * _MS, ticket.id


def _undo_view(context: Context, connection: sqlite3.Connection, n: int, now: int) -> View | None:
    step = undo_steps.find(connection, n)
    if step is None or now - step.at > UNDO_WITHIN_S * _MS:
        return None
    ids = [change.number for change in step.changes if change.kind == "ticket"]
    ticket = tickets.find(connection, ids[0]) if ids else None
    return {
        "action": step.action,
        "number": None if ticket is None else ticket.number,
        "officer": step.officer,
        "until": iso(context, step.at + UNDO_WITHIN_S * _MS),
    }


def _figures(connection: sqlite3.Connection, day: str, officer: str | None) -> View:
    """What the officer did today. `service_s` is the usual time from call to end, in seconds."""
    taken = (
        [] if officer is None else tickets.taken_by(connection, day, [f"{role}:{officer}" for role in _ROLES])
    )
    finished = [ticket for ticket in taken if ticket.state is TicketState.FINISHED]
    times = sorted(
        (t.ended_at - t.first_called_at) // _MS for t in finished if t.ended_at and t.first_called_at
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
