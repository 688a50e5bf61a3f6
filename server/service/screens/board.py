"""A hall's state as facts for drawing: calls, counters, queues, of one reading moment."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.core.model import IN_HAND, Counter, CounterState, Ticket
from server.core.queue.halls import counters_in, fields_in, hall_named
from server.core.queue.lines import MAIN
from server.service.context import Context
from server.service.queue.fields import FieldNow, fields_now
from server.service.today import today
from server.store.queue import counters, tickets
from server.store.reports import stays

CALLS_READ: Final = 40
MOST_MISSED: Final = 60


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """A counter, its name, and the ticket that it holds."""

    counter: Counter
    name: str
    ticket: Ticket | None

    @property
    def in_hand(self) -> Ticket | None:
        """The ticket that is called or served there."""
        return self.ticket if self.ticket is not None and self.ticket.state in IN_HAND else None


@dataclass(frozen=True, slots=True)
class HallFacts:
    """`calls` newest first, at most `CALLS_READ`; `newest_call` is the `seq` of the last, though it be parked or back in line by now; `counters` by number, those never opened included, each with its ticket.

    `missed` are the no-shows that can still be called back, the last `most_missed` of them; `keeps_places` says that it is
    closed for lunch.
    """

    seq: int
    at: datetime
    day: str
    hall: str
    open: bool
    opens_at: datetime | None
    closed_reason: Mapping[str, str] | None
    keeps_places: bool
    calls: list[Ticket]
    newest_call: int
    counters: list[CounterFacts]
    fields: list[FieldNow]
    missed: list[Ticket]


def hall_facts(context: Context, hall: str, most_missed: int = MOST_MISSED) -> HallFacts:
    """What this hall should see now. Raises `unknown_hall`."""
    layout = context.centre.layout
    here = counters_in(layout, hall := hall_named(layout, hall))
    return _facts(context, hall, here, most_missed)


def centre_facts(context: Context) -> HallFacts:
    """What all halls together see now: every counter, every call."""
    return _facts(context, "", frozenset(context.centre.layout.counters), MOST_MISSED)


def _facts(context: Context, hall: str, here: frozenset[int], most_missed: int) -> HallFacts:
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        at = context.centre.local(now)
        point = context.centre.layout.hall_points.get(hall, MAIN)
        hours = context.centre.hours_at(point)
        counters = _counters(context, connection, here)
        fields = fields_in(context.centre.layout, (here.counter for here in counters))
        return HallFacts(
            seq,
            at,
            day,
            hall,
            hours.open_at(at),
            hours.opens_at(at),
            hours.reason_at(at),
            hours.keeps_places_at(at),
            tickets.latest_calls(connection, day, here, CALLS_READ),
            stays.newest_call(connection, day, here),
            counters,
            [now for now in fields_now(context, connection, day, point) if now.field.code in fields],
            _missed(context, connection, day, now, here)[-most_missed:],
        )


def _missed(
    context: Context, connection: sqlite3.Connection, day: str, now: int, here: frozenset[int]
) -> list[Ticket]:
    policy, every = context.centre.policy, context.centre.layout.lines
    missed = [
        ticket
        for ticket in tickets.missed_since(connection, day, every, policy.called_back_from(now))
        if ticket.counter in here and now < policy.called_back_until(ticket.ended_at)
    ]  # whose time ends at this very moment is not shown, as screens take it away by themselves then
    return sorted(missed, key=lambda ticket: policy.called_back_until(ticket.ended_at))


def _counters(context: Context, connection: sqlite3.Connection, here: frozenset[int]) -> list[CounterFacts]:
    known = counters.everything(connection)
    found = []
    for n, place in context.centre.layout.counters.items():
        if n not in here:
            continue
        counter = known.get(n, Counter(n))
        if counter.state is CounterState.CLOSED:
            counter = Counter(n, fields=place.fields)
        ticket = None if counter.ticket is None else tickets.find(connection, counter.ticket)
        found.append(CounterFacts(counter, place.name, ticket))
    return found
