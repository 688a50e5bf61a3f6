"""The hall's state as facts, for whoever draws it: calls, counters, queues, of one reading moment."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.core.model import Counter, CounterState, Ticket
from server.store import counters, tickets

from .context import Context
from .today import today
from .views import View, field_views

_CALLS: Final = 12


@dataclass(frozen=True, slots=True)
class HallFacts:
    """`calls` newest first; `counters` by number, those never opened included, each with its ticket."""

    seq: int
    at: datetime
    day: str
    open: bool
    calls: list[Ticket]
    counters: list[tuple[Counter, str, Ticket | None]]
    fields: list[View]


def hall_facts(context: Context) -> HallFacts:
    """What the hall should see now."""
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        at = context.centre.local(now)
        return HallFacts(
            seq,
            at,
            day,
            context.centre.hours.open_at(at),
            tickets.latest_calls(connection, day, _CALLS),
            _counters(context, connection),
            field_views(context, connection, day, "vi"),
        )


def _counters(context: Context, connection: sqlite3.Connection) -> list[tuple[Counter, str, Ticket | None]]:
    known = counters.everything(connection)
    found = []
    for n, place in context.centre.layout.counters.items():
        counter = known.get(n, Counter(n))
        if counter.state is CounterState.CLOSED:
            counter = Counter(n, fields=place.fields)
        in_hand = None if counter.ticket is None else tickets.find(connection, counter.ticket)
        found.append((counter, place.name, in_hand))
    return found
