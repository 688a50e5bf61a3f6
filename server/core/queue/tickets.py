"""The life of a ticket: which event may follow which, and what each makes of the ticket."""

from dataclasses import replace
from typing import Any, Final

from server.core.events import (
    Entry,
    Event,
    PriorityCorrected,
    ServedOnPaper,
    ServiceStarted,
    SlipDismissed,
    SlipReported,
    SlipRequested,
    TicketBroughtIn,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketPlaceKept,
    TicketRecalled,
    TicketRedated,
    TicketRerouted,
    TicketRestored,
    TicketResumed,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import IN_HAND, MAY_BE_OUT, Channel, Dossier, PrintState, Ticket, TicketState
from server.core.queue.facts import restored
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal

_S = TicketState

# Event → the states that it may happen in, and the state that it leads to; `None`: it stays where it is.
TRANSITIONS: Final[dict[type[Event], tuple[frozenset[TicketState], TicketState | None]]] = {
    TicketCalled: (frozenset({_S.WAITING, _S.NO_SHOW, _S.PARKED}), _S.CALLED),
    TicketRecalled: (frozenset({_S.CALLED}), _S.CALLED),
    ServiceStarted: (frozenset({_S.CALLED}), _S.SERVING),
    TicketFinished: (frozenset({_S.SERVING}), _S.FINISHED),
    TicketMissed: (frozenset({_S.CALLED}), _S.NO_SHOW),
    TicketReturned: (IN_HAND, _S.WAITING),
    TicketTransferred: (IN_HAND, _S.WAITING),
    TicketParked: (IN_HAND, _S.PARKED),
    TicketResumed: (frozenset({_S.PARKED}), _S.WAITING),
    TicketPlaceKept: (frozenset({_S.WAITING}), _S.PARKED),
    PriorityCorrected: (IN_HAND, None),
    TicketRerouted: (frozenset({_S.WAITING, _S.NO_SHOW, _S.PARKED}), None),
    TicketLapsed: (IN_HAND, _S.FINISHED),
    ServedOnPaper: (frozenset({_S.WAITING}), _S.FINISHED),
    TicketCancelled: (frozenset({_S.WAITING, _S.NO_SHOW, _S.PARKED}), _S.CANCELLED),
}


def require(ticket: Ticket, event: type[Event]) -> None:
    """Raise `wrong_state` when `event` may not happen to `ticket` as it is now."""
    allowed, _ = TRANSITIONS[event]
    if ticket.state not in allowed:
        raise Refusal("wrong_state", number=ticket.number, state=state_text(ticket))


def evolve_ticket(ticket: Ticket | None, entry: Entry) -> Ticket:
    """The ticket after `entry`. The event was decided before; here it only takes effect.

    Raises `ValueError` when the ticket does not exist, exists already, or the state machine
    does not know the step: a journal that says so is damaged.
    """
    event = entry.event
    if isinstance(event, TicketIssued | TicketBroughtIn):
        if ticket is not None:
            raise ValueError(f"ticket {ticket.id} issued twice")
        return _issued(event, entry.at) if isinstance(event, TicketIssued) else _brought_in(event)
    if ticket is None:
        raise ValueError(f"{event.type} of unknown ticket {event.ticket_id}")
    if isinstance(event, SlipRequested | SlipDismissed):
        return replace(ticket, print=PrintState.PRINTING if isinstance(event, SlipRequested) else None)
    if isinstance(event, SlipReported):
        return _reported(ticket, PrintState(event.state))
    if isinstance(event, TicketRedated):
        issued_at = min(ticket.issued_at, entry.at)
        return replace(ticket, day=event.day, n=event.n, issued_at=issued_at)
    if isinstance(event, TicketRestored):
        return restored(ticket, event.was)
    return _moved(ticket, entry)


def _reported(ticket: Ticket, state: PrintState) -> Ticket:
    return replace(ticket, print=state, slip_out=ticket.slip_out or state in MAY_BE_OUT)


def _issued(event: TicketIssued, at: int) -> Ticket:
    slip = PrintState.PRINTING if event.to_print else None
    return _new(event, at, print=slip, low_s=event.low_s, high_s=event.high_s, arrived=event.ticket)


def _brought_in(event: TicketBroughtIn) -> Ticket:
    slip = None if event.slip is None else PrintState(event.slip)
    return _new(event, event.issued_at, print=slip, slip_out=slip in MAY_BE_OUT, arrived=event.after)


def _new(event: TicketIssued | TicketBroughtIn, issued_at: int, **more: Any) -> Ticket:
    return Ticket(
        event.ticket,
        event.day,
        event.prefix,
        event.n,
        event.field,
        event.procedure,
        event.priority,
        Channel(event.channel),
        issued_at,
        language=event.language,
        dossiers_told=event.dossiers_told,
        **more,
    )


def _moved(ticket: Ticket, entry: Entry) -> Ticket:  # noqa: C901, PLR0911, PLR0912 - one line for each event
    event = entry.event
    allowed, leads_to = TRANSITIONS[type(event)]
    if ticket.state not in allowed:
        raise ValueError(f"{event.type} of ticket {ticket.id} in state {ticket.state.value}")
    state = leads_to or ticket.state
    match event:
        case TicketCalled():
            return replace(_called(ticket, entry), state=state, counter=event.counter)
        case TicketRecalled():
            return replace(ticket, calls=ticket.calls + 1, called_at=entry.at, call_seq=entry.seq)
        case ServiceStarted():
            return replace(ticket, state=state, served_at=entry.at)
        case TicketReturned():
            return _out_of_hands(ticket, state)
        case TicketTransferred():
            moved = _out_of_hands(ticket, state)
            return replace(moved, field=event.field, for_counter=event.for_counter, note=event.note)
        case TicketParked():
            return replace(_out_of_hands(ticket, state), for_counter=event.counter, note=event.reason)
        case PriorityCorrected():
            return replace(ticket, priority=event.priority)
        case TicketRerouted():
            return replace(ticket, field=event.field)
        case TicketResumed():
            return replace(ticket, state=state)
        case TicketPlaceKept():
            return replace(ticket, state=state, away_until=event.until)
        case TicketFinished():
            dossiers = tuple(Dossier(*row) for row in event.dossiers)  # type: ignore[arg-type]
            return replace(ticket, state=state, ended_at=entry.at, outcome=event.outcome, dossiers=dossiers)
        case ServedOnPaper():
            return replace(_served_on_paper(ticket, event), state=state)
        case TicketLapsed() if ticket.state is TicketState.CALLED:
            return replace(ticket, state=TicketState.NO_SHOW, ended_at=entry.at)
        case _:
            return replace(ticket, state=state, ended_at=entry.at)


def _called(ticket: Ticket, entry: Entry) -> Ticket:
    return replace(
        ticket,
        calls=ticket.calls + 1,
        called_at=entry.at,
        call_seq=entry.seq,
        served_at=None,
        ended_at=None,
        taken_seq=entry.seq,
        first_called_at=ticket.first_called_at or entry.at,
        officer=entry.actor,
    )


def _served_on_paper(ticket: Ticket, event: ServedOnPaper) -> Ticket:
    """No screen ever called it: it has no place among the calls."""
    return replace(
        ticket,
        counter=event.counter,
        called_at=event.called_at,
        first_called_at=event.called_at,
        served_at=event.called_at,
        ended_at=event.ended_at,
        outcome=event.outcome,
        officer=None if event.officer is None else f"officer:{event.officer}",
    )


def _out_of_hands(ticket: Ticket, state: TicketState) -> Ticket:
    return replace(ticket, state=state, counter=None, called_at=None, call_seq=None, served_at=None)
