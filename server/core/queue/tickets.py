"""The life of a ticket: which event may follow which, and what each makes of the ticket."""

from collections.abc import Mapping
from typing import Any, Final

from server.core.changed import changed, maker
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
from server.core.queue.lines import MAIN
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal

_S = TicketState

_TICKET: Final = maker(Ticket)
_Moves = Mapping[TicketState, TicketState]
_CALLABLE: Final = (_S.WAITING, _S.NO_SHOW, _S.PARKED)


def _to(state: TicketState, *of: TicketState) -> _Moves:
    return dict.fromkeys(of, state)


def _stays(*of: TicketState) -> _Moves:
    return {state: state for state in of}


TRANSITIONS: Final[Mapping[type[Event], _Moves]] = {
    TicketCalled: _to(_S.CALLED, *_CALLABLE),
    TicketRecalled: _stays(_S.CALLED),
    ServiceStarted: _to(_S.SERVING, _S.CALLED),
    TicketFinished: _to(_S.FINISHED, _S.SERVING),
    TicketMissed: _to(_S.NO_SHOW, _S.CALLED),
    TicketReturned: _to(_S.WAITING, *IN_HAND),
    TicketTransferred: _to(_S.WAITING, *IN_HAND),
    TicketParked: _to(_S.PARKED, *IN_HAND),
    TicketResumed: _to(_S.WAITING, _S.PARKED),
    TicketPlaceKept: _to(_S.PARKED, _S.WAITING),
    PriorityCorrected: _stays(*IN_HAND),
    TicketRerouted: _stays(*_CALLABLE),
    TicketLapsed: {_S.CALLED: _S.NO_SHOW, _S.SERVING: _S.FINISHED},
    ServedOnPaper: _to(_S.FINISHED, _S.WAITING),
    TicketCancelled: _to(_S.CANCELLED, *_CALLABLE),
}
"""Event → the states that it may happen in, each with the state that it leads to."""

_WHILE_EXPECTED: Final[Mapping[type[Event], _Moves]] = {TicketPlaceKept: _stays(_S.PARKED)}
"""What the server alone does besides, to a number from afar whose person has not come yet: its place is kept longer."""
MOMENTS: Final = ("issued_at", "called_at", "first_called_at", "served_at", "ended_at")
"""What a ticket has of moments that were, UTC milliseconds."""
ISSUES: Final = (TicketIssued, TicketBroughtIn)
"""The events that a ticket begins with."""
FOLLOWED: Final = (
    *ISSUES,
    *TRANSITIONS,
    TicketRestored,
    TicketRedated,
    SlipRequested,
    SlipReported,
    SlipDismissed,
)
"""The events that change tickets."""


def require(ticket: Ticket, event: type[Event]) -> None:
    """Raise `wrong_state` when `event` may not happen to `ticket` as it is now."""
    if ticket.state not in TRANSITIONS[event]:
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
        return changed(ticket, print=PrintState.PRINTING if isinstance(event, SlipRequested) else None)
    if isinstance(event, SlipReported):
        return _reported(ticket, PrintState(event.state))
    if isinstance(event, TicketRedated):
        return changed(ticket, day=event.day, n=event.n, **_later(ticket, event.late_ms, entry.at))
    if isinstance(event, TicketRestored):
        return restored(ticket, event.was)
    return _moved(ticket, entry)


def _later(ticket: Ticket, late_ms: int, at: int) -> Mapping[str, int]:
    """The ticket's moments, each moved later by this much but not beyond `at`; an early one written by a fast clock stays."""
    names = MOMENTS if late_ms else MOMENTS[:1]
    moments = ((name, getattr(ticket, name)) for name in names)
    later = {name: min(moment + late_ms, at) for name, moment in moments if moment is not None}
    kept = {} if ticket.away_until is None else {"away_until": ticket.away_until + late_ms}
    return later | kept


def _reported(ticket: Ticket, state: PrintState) -> Ticket:
    return changed(ticket, print=state, slip_out=ticket.slip_out or state in MAY_BE_OUT)


def _issued(event: TicketIssued, at: int) -> Ticket:
    slip = PrintState.PRINTING if event.to_print else None
    return _new(
        event,
        at,
        print=slip,
        low_s=event.low_s,
        high_s=event.high_s,
        arrived=event.ticket,
        request=event.request,
    )


def _brought_in(event: TicketBroughtIn) -> Ticket:
    slip = None if event.slip is None else PrintState(event.slip)
    return _new(event, event.issued_at, print=slip, slip_out=slip in MAY_BE_OUT, arrived=event.after)


def _new(event: TicketIssued | TicketBroughtIn, issued_at: int, **more: Any) -> Ticket:
    return _TICKET(
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
        point=event.point or MAIN,
        **more,
    )


def _moved(ticket: Ticket, entry: Entry) -> Ticket:  # noqa: C901, PLR0911, PLR0912 - one line for each event
    event = entry.event
    state = _after(ticket, type(event))
    if state is None:
        raise ValueError(f"{event.type} of ticket {ticket.id} in state {ticket.state.value}")
    match event:
        case TicketCalled():
            return _called(ticket, entry, event.counter, state)
        case TicketRecalled():
            return changed(ticket, calls=ticket.calls + 1, called_at=entry.at, call_seq=entry.seq)
        case ServiceStarted():
            return changed(ticket, state=state, served_at=entry.at)
        case TicketReturned():
            return _out_of_hands(ticket, state)
        case TicketTransferred():
            moved = _out_of_hands(ticket, state)
            point = moved.point if event.point is None else event.point
            sent = changed(moved, field=event.field, point=point)
            return changed(sent, for_counter=event.for_counter, note=event.note)
        case TicketParked():
            return changed(_out_of_hands(ticket, state), for_counter=event.counter, note=event.reason)
        case PriorityCorrected():
            return changed(ticket, priority=event.priority)
        case TicketRerouted():
            return changed(ticket, field=event.field)
        case TicketResumed():
            return changed(ticket, state=state)
        case TicketPlaceKept():
            return changed(ticket, state=state, away_until=event.until)
        case TicketFinished():
            dossiers = tuple(Dossier(*row) for row in event.dossiers)  # type: ignore[arg-type]
            return changed(ticket, state=state, ended_at=entry.at, outcome=event.outcome, dossiers=dossiers)
        case ServedOnPaper():
            return changed(_served_on_paper(ticket, event), state=state)
        case _:
            return changed(ticket, state=state, ended_at=entry.at)


def _after(ticket: Ticket, event: type[Event]) -> TicketState | None:
    """The state that an event leads to; `None` where it may not happen."""
    state = TRANSITIONS[event].get(ticket.state)
    if state is None and ticket.expected:
        return _WHILE_EXPECTED.get(event, {}).get(ticket.state)
    return state


def _called(ticket: Ticket, entry: Entry, counter: int, state: TicketState) -> Ticket:
    return changed(
        ticket,
        state=state,
        counter=counter,
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
    return changed(
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
    return changed(ticket, state=state, counter=None, called_at=None, call_seq=None, served_at=None)
