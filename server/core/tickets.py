"""The life of a ticket: which event may follow which, and what each makes of the ticket."""

from dataclasses import replace
from typing import Final

from .errors import TICKET_STATES, Refusal
from .events import (
    Entry,
    Event,
    ServiceStarted,
    SlipReported,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketMissed,
    TicketRecalled,
    TicketReturned,
)
from .model import Channel, PrintState, Ticket, TicketState

_S = TicketState

TRANSITIONS: Final[dict[type[Event], tuple[frozenset[TicketState], TicketState]]] = {
    TicketCalled: (frozenset({_S.WAITING, _S.NO_SHOW}), _S.CALLED),
    TicketRecalled: (frozenset({_S.CALLED}), _S.CALLED),
    ServiceStarted: (frozenset({_S.CALLED}), _S.SERVING),
    TicketFinished: (frozenset({_S.SERVING}), _S.FINISHED),
    TicketMissed: (frozenset({_S.CALLED}), _S.NO_SHOW),
    TicketReturned: (frozenset({_S.CALLED, _S.SERVING}), _S.WAITING),
    TicketCancelled: (frozenset({_S.WAITING, _S.NO_SHOW}), _S.CANCELLED),
}


def require(ticket: Ticket, event: type[Event]) -> None:
    """Raise `wrong_state` when `event` may not happen to `ticket` as it is now."""
    allowed, _ = TRANSITIONS[event]
    if ticket.state not in allowed:
        raise Refusal("wrong_state", number=ticket.number, state=TICKET_STATES[ticket.state])


def evolve_ticket(ticket: Ticket | None, entry: Entry) -> Ticket:
    """The ticket after `entry`. The event was decided before; here it only takes effect.

    Raises `ValueError` when the ticket does not exist, exists already, or the state machine
    does not know the step: a journal that says so is damaged.
    """
    event = entry.event
    if isinstance(event, TicketIssued):
        if ticket is not None:
            raise ValueError(f"ticket {ticket.id} issued twice")
        return _issued(event, entry.at)
    if ticket is None:
        raise ValueError(f"{event.type} of unknown ticket {event.ticket_id}")
    if isinstance(event, SlipReported):
        return replace(ticket, print=PrintState(event.state))
    return _moved(ticket, entry)


def _issued(event: TicketIssued, at: int) -> Ticket:
    return Ticket(
        event.ticket,
        event.day,
        event.prefix,
        event.n,
        event.field,
        event.procedure,
        event.priority,
        Channel(event.channel),
        at,
        print=PrintState.PRINTING if event.to_print else None,
    )


def _moved(ticket: Ticket, entry: Entry) -> Ticket:
    event = entry.event
    allowed, state = TRANSITIONS[type(event)]
    if ticket.state not in allowed:
        raise ValueError(f"{event.type} of ticket {ticket.id} in state {ticket.state.value}")
    match event:
        case TicketCalled():
            return replace(
                ticket,
                state=state,
                counter=event.counter,
                calls=ticket.calls + 1,
                called_at=entry.at,
                call_seq=entry.seq,
                served_at=None,
                ended_at=None,
            )
        case TicketRecalled():
            return replace(ticket, calls=ticket.calls + 1, called_at=entry.at, call_seq=entry.seq)
        case ServiceStarted():
            return replace(ticket, state=state, served_at=entry.at)
        case TicketReturned():
            return replace(ticket, state=state, counter=None, called_at=None, call_seq=None, served_at=None)
        case TicketFinished():
            return replace(ticket, state=state, ended_at=entry.at, outcome=event.outcome)
        case _:
            return replace(ticket, state=state, ended_at=entry.at)
