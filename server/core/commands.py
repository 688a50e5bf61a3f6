"""Commands: what somebody wants, decided against the state as it is. Each returns the event that follows.

A command either returns what happened or raises a `Refusal`; it changes nothing itself.
"""

from collections.abc import Sequence

from .errors import Refusal
from .events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    Event,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketMissed,
    TicketRecalled,
    TicketReturned,
)
from .model import Counter, CounterState, Layout, Outcome, Ticket
from .tickets import require


def check_request(layout: Layout, field: str, priority: str | None) -> None:
    """Raise `unknown_field` or `unknown_priority` for a number that cannot be asked for here."""
    if field not in layout.fields:
        raise Refusal("unknown_field", field=field)
    if priority is not None and priority not in layout.priority_classes:
        raise Refusal("unknown_priority", priority=priority)


def open_counter(
    layout: Layout, counter: Counter, officer: str, fields: Sequence[str] | None
) -> CounterOpened | None:
    """Open a counter for `fields` (by default its own). `None` when it is open just so already."""
    if counter.officer not in (None, officer):
        raise Refusal("counter_held", counter=counter.n, officer=counter.officer)
    wanted = _fields_to_serve(layout, counter, fields)
    if counter.state is CounterState.OPEN and counter.fields == wanted:
        return None
    return CounterOpened(counter.n, officer, wanted)


def _fields_to_serve(layout: Layout, counter: Counter, fields: Sequence[str] | None) -> tuple[str, ...]:
    if not fields:
        return counter.fields or layout.counters[counter.n].fields
    for field in fields:
        if field not in layout.fields:
            raise Refusal("unknown_field", field=field)
    return tuple(dict.fromkeys(fields))


def close_counter(counter: Counter, in_hand: Ticket | None) -> CounterClosed | None:
    """Close a counter that has no ticket in hand. `None` when it is closed already."""
    if counter.state is CounterState.CLOSED:
        return None
    _hands_free(counter, in_hand)
    return CounterClosed(counter.n)


def pause_counter(counter: Counter, in_hand: Ticket | None, reason: str | None) -> CounterPaused | None:
    """Take a break, with no ticket in hand. `None` when the counter is on a break already."""
    _not_closed(counter)
    _hands_free(counter, in_hand)
    return None if counter.state is CounterState.PAUSED else CounterPaused(counter.n, reason)


def resume_counter(counter: Counter) -> CounterResumed | None:
    """Come back from a break. `None` when the counter is open already."""
    _not_closed(counter)
    return None if counter.state is CounterState.OPEN else CounterResumed(counter.n)


def call_ticket(counter: Counter, ticket: Ticket, rule: str) -> TicketCalled:
    """Call `ticket` to the counter; `rule` is kept as the reason."""
    require(ticket, TicketCalled)
    return TicketCalled(ticket.id, counter.n, rule)


def ready_to_call(counter: Counter, in_hand: Ticket | None) -> None:
    """Raise when the counter cannot call anybody now."""
    _not_closed(counter)
    if counter.state is CounterState.PAUSED:
        raise Refusal("counter_paused", counter=counter.n)
    _hands_free(counter, in_hand)


def recall_ticket(counter: Counter, in_hand: Ticket | None) -> TicketRecalled:
    """Call the ticket in hand again."""
    ticket = _in_hand(counter, in_hand, TicketRecalled)
    return TicketRecalled(ticket.id, counter.n)


def start_service(counter: Counter, in_hand: Ticket | None) -> ServiceStarted:
    """The citizen has come."""
    ticket = _in_hand(counter, in_hand, ServiceStarted)
    return ServiceStarted(ticket.id, counter.n)


def finish_ticket(counter: Counter, in_hand: Ticket | None, outcome: Outcome | None) -> TicketFinished:
    """The visit is over."""
    ticket = _in_hand(counter, in_hand, TicketFinished)
    return TicketFinished(ticket.id, counter.n, None if outcome is None else outcome.value)


def miss_ticket(counter: Counter, in_hand: Ticket | None) -> TicketMissed:
    """Nobody came."""
    ticket = _in_hand(counter, in_hand, TicketMissed)
    return TicketMissed(ticket.id, counter.n)


def return_ticket(counter: Counter, in_hand: Ticket | None) -> TicketReturned:
    """Put the ticket in hand back to its place in the queue."""
    ticket = _in_hand(counter, in_hand, TicketReturned)
    return TicketReturned(ticket.id, counter.n)


def cancel_ticket(ticket: Ticket) -> TicketCancelled:
    """Give a number up that is not in any counter's hands."""
    require(ticket, TicketCancelled)
    return TicketCancelled(ticket.id)


def _not_closed(counter: Counter) -> None:
    if counter.state is CounterState.CLOSED:
        raise Refusal("counter_closed", counter=counter.n)


def _hands_free(counter: Counter, in_hand: Ticket | None) -> None:
    if in_hand is not None:
        raise Refusal("ticket_in_hand", counter=counter.n, number=in_hand.number)


def _in_hand(counter: Counter, in_hand: Ticket | None, event: type[Event]) -> Ticket:
    if in_hand is None:
        raise Refusal("no_ticket_in_hand", counter=counter.n)
    require(in_hand, event)
    return in_hand
