"""The life of a counter: what each event makes of it."""

from typing import Final

from server.core.changed import changed
from server.core.events import (
    CounterClosed,
    CounterHandedOver,
    CounterOpened,
    CounterPaused,
    CounterRestored,
    CounterResumed,
    Entry,
    HelpAnswered,
    HelpCalled,
    TicketCalled,
    TicketFinished,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import Counter, CounterState
from server.core.queue.facts import restored

_FREES_THE_HANDS: Final = (
    TicketFinished,
    TicketMissed,
    TicketReturned,
    TicketParked,
    TicketTransferred,
    TicketLapsed,
)
FOLLOWED: Final = (
    CounterOpened,
    CounterClosed,
    CounterPaused,
    CounterResumed,
    CounterHandedOver,
    CounterRestored,
    HelpCalled,
    HelpAnswered,
    TicketCalled,
    *_FREES_THE_HANDS,
)
"""The events that change counters."""


def evolve_counter(counter: Counter, entry: Entry) -> Counter:  # noqa: C901, PLR0911 - one line for each event
    """The counter after `entry`; the same counter when the event leaves it as it was."""
    match event := entry.event:
        case CounterOpened():
            return changed(
                counter,
                state=CounterState.OPEN,
                officer=event.officer,
                fields=event.fields,
                helps=event.helps,
                since=entry.at,
                reason=None,
            )
        case CounterClosed():
            return Counter(counter.n)
        case CounterPaused():
            return changed(counter, state=CounterState.PAUSED, since=entry.at, reason=event.reason)
        case CounterResumed():
            return changed(counter, state=CounterState.OPEN, since=entry.at, reason=None)
        case CounterHandedOver():
            return changed(counter, officer=event.officer)
        case CounterRestored():
            return restored(counter, event.was)
        case HelpCalled():
            return changed(counter, help_at=entry.at, help_text=event.text)
        case HelpAnswered():
            return changed(counter, help_at=None, help_text=None)
        case TicketCalled():
            return changed(counter, ticket=event.ticket)
        case _ if isinstance(event, _FREES_THE_HANDS):
            return changed(counter, ticket=None)
        case _:
            return counter
