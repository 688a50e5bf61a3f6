"""The life of a counter: what each event makes of it."""

from dataclasses import replace

from .events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    Entry,
    TicketCalled,
    TicketFinished,
    TicketMissed,
    TicketReturned,
)
from .model import Counter, CounterState


def evolve_counter(counter: Counter, entry: Entry) -> Counter:  # noqa: PLR0911 - one line for each event
    """The counter after `entry`; the same counter when the event leaves it as it was."""
    match entry.event:
        case CounterOpened(officer=officer, fields=fields):
            return replace(
                counter, state=CounterState.OPEN, officer=officer, fields=tuple(fields), since=entry.at
            )
        case CounterClosed():
            return Counter(counter.n)
        case CounterPaused():
            return replace(counter, state=CounterState.PAUSED, since=entry.at)
        case CounterResumed():
            return replace(counter, state=CounterState.OPEN, since=entry.at)
        case TicketCalled(ticket=ticket):
            return replace(counter, ticket=ticket)
        case TicketFinished() | TicketMissed() | TicketReturned():
            return replace(counter, ticket=None)
        case _:
            return counter
