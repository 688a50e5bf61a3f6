"""What each event makes of a visit's stays."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.core.changed import changed, maker
from server.core.events import (
    Entry,
    Event,
    PriorityCorrected,
    ServedOnPaper,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketPlaceKept,
    TicketRecalled,
    TicketRedated,
    TicketRestored,
    TicketResumed,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import IN_HAND, Dossier, Field, Ticket, TicketState
from server.core.reports import marks
from server.core.reports.stays import Stay
from server.core.units import SECOND_MS

_STAY: Final = maker(Stay)
LIMIT_S: Final = Field("", "", {}).real_wait_limit_s
"""The usual limit of a wait in seconds, if the journal does not know the set one."""

_ENDS: Final[dict[type[Event], str]] = {
    TicketFinished: marks.FINISHED,
    TicketMissed: marks.MISSED,
    TicketLapsed: marks.LAPSED,
    TicketTransferred: marks.TRANSFERRED,
    TicketParked: marks.PARKED,
    TicketReturned: marks.RETURNED,
}
FOLLOWED: Final = (
    *_ENDS,
    TicketCalled,
    TicketRecalled,
    ServiceStarted,
    TicketResumed,
    TicketPlaceKept,
    TicketRestored,
    TicketCancelled,
    TicketRedated,
    PriorityCorrected,
    ServedOnPaper,
)
"""The events that change stays."""

Change = tuple[Stay | None, Stay | None]
"""A stay before and after: `None` before it begins, and after its call was undone."""


@dataclass(frozen=True, slots=True)
class TicketStep:
    """An event of a ticket, which was `before` and is `after`; `holder` held the counter before it.

    `find` looks a stay of the ticket up by its `seq`; `limit_s` says what its field's real limit is, `None` where the
    journal does not know.
    """

    entry: Entry
    before: Ticket
    after: Ticket
    holder: str | None
    find: Callable[[int], Stay]
    limit_s: Callable[[str], int | None]

    @property
    def stay(self) -> Stay:
        """The ticket's latest stay before the event."""
        assert self.before.taken_seq is not None
        return self.find(self.before.taken_seq)


def changes(step: TicketStep) -> Sequence[Change]:  # noqa: PLR0911 - one line for each event
    """What the event makes of the ticket's stays."""
    match step.entry.event:
        case TicketCalled():
            return list(_called(step))
        case TicketRestored():
            return list(_restored(step))
        case TicketRedated():
            ahead_ms = step.before.issued_at - step.after.issued_at
            return [(stay, stay.redated(step.after.day, ahead_ms)) for stay in _all(step)]
        case PriorityCorrected():
            return [(stay, changed(stay, priority=step.after.priority)) for stay in _all(step)]
        case ServedOnPaper():
            return [(None, _on_paper(step, step.entry.event))]
        case TicketCancelled():
            return [(None, _given_up(step))] if step.before.taken_seq is None else []
    # whoever went for a while before the first call has no stay yet
    return [] if step.before.taken_seq is None else [(step.stay, _moved(step, step.stay))]


def _called(step: TicketStep) -> Iterator[Change]:
    before, entry = step.before, step.entry
    since = before.issued_at if before.away_until is None else None
    if before.taken_seq is not None:
        earlier = step.stay
        yield earlier, changed(earlier, last=False)
        since = earlier.again_at
    stay = _stay_of(
        before,
        entry.seq,
        counter=step.after.counter,
        officer=step.holder,
        called_by=step.holder,
        previous=before.taken_seq,
        since=since,
        called_at=entry.at,
        last_called_at=entry.at,
    )
    above, told = _above(stay, step.limit_s(before.field)), _told(before, entry.at)
    yield None, changed(stay, above=above, told=told) if above or told else stay


def _above(stay: Stay, limit_s: int | None) -> bool:
    waited = stay.wait_s
    return waited is not None and waited > (LIMIT_S if limit_s is None else limit_s)


def _told(ticket: Ticket, called_at: int) -> str:
    """Of the first call: whether it came sooner or later than the range that was foretold, to whom stayed."""
    stayed = ticket.taken_seq is None and ticket.away_until is None
    if not stayed or ticket.low_s is None or ticket.high_s is None:
        return ""
    wait_ms = max(0, called_at - ticket.issued_at)
    if wait_ms > ticket.high_s * SECOND_MS:
        return marks.LATER
    return marks.SOONER if wait_ms < ticket.low_s * SECOND_MS else marks.AS_TOLD


def _restored(step: TicketStep) -> Iterator[Change]:
    before, after = step.before, step.after
    if before.taken_seq != after.taken_seq:
        yield step.stay, None
        if after.taken_seq is not None:
            earlier = step.find(after.taken_seq)
            yield earlier, changed(earlier, last=True)
    elif after.state in IN_HAND:
        stay = step.stay
        # the moments are the stay's own: the ticket's may still be those of a clock that was ahead
        served_at = None if after.served_at is None else stay.served_at
        reopened = stay.reopened(_last_call(step, stay), served_at, after.procedure)
        yield stay, changed(reopened, priority=after.priority)
        for earlier in list(_all(step))[1:]:
            yield earlier, changed(earlier, priority=after.priority)


def _last_call(step: TicketStep, stay: Stay) -> int | None:
    """When the ticket was called last, once something was undone: another moment only when that was a call."""
    before, after = step.before, step.after
    if before.calls == after.calls:
        return stay.last_called_at
    return stay.called_at if after.call_seq == stay.seq else after.called_at


def _moved(step: TicketStep, stay: Stay) -> Stay:
    event, at = step.entry.event, step.entry.at
    match event:
        case TicketRecalled():
            return changed(stay, last_called_at=at)
        case ServiceStarted():
            return changed(stay, served_at=at)
        case TicketResumed():
            return changed(stay, again_at=at)
        case TicketPlaceKept():
            return changed(stay, again_at=None)
    end = _ENDS[type(event)]
    if end == marks.LAPSED and step.after.state is TicketState.NO_SHOW:
        end = marks.MISSED
    again_at = at if step.after.state is TicketState.WAITING else None
    ended = changed(stay, end=end, ended_at=at, again_at=again_at, officer=step.holder or stay.called_by)
    return _with_dossiers(ended, step.after) if end == marks.FINISHED else ended


def _with_dossiers(stay: Stay, ticket: Ticket) -> Stay:
    """What the visit left: its dossiers, or one of the plain outcome that it ended with."""
    if (
        not ticket.dossiers
        and not ticket.outcome
        and stay.procedure == ticket.procedure
        and not stay.dossiers
    ):
        return stay
    dossiers = ticket.dossiers or ((Dossier(None, ticket.outcome),) if ticket.outcome else ())
    letters = [marks.dossier_mark(dossier.outcome, dossier.channel) for dossier in dossiers]
    named = next((dossier.procedure for dossier in dossiers if dossier.procedure), ticket.procedure)
    others = tuple(
        (dossier.procedure, letter)
        for dossier, letter in zip(dossiers, letters, strict=True)
        if letter and dossier.procedure and dossier.procedure != named
    )
    return changed(stay, dossiers="".join(letters), procedure=named, others=others)


def _given_up(step: TicketStep) -> Stay:
    return _stay_of(step.before, step.before.id, ended_at=step.entry.at, end=marks.GIVEN_UP)


def _on_paper(step: TicketStep, event: ServedOnPaper) -> Stay:
    """The one stay of a visit that was written down by hand: nobody knows how long its way was."""
    ticket = step.before
    stay = _stay_of(
        ticket,
        ticket.id,
        counter=event.counter,
        officer=event.officer,
        called_by=event.officer,
        since=ticket.issued_at,
        called_at=event.called_at,
        served_at=event.called_at,
        ended_at=event.ended_at,
        end=marks.FINISHED,
    )
    return _with_dossiers(changed(stay, above=_above(stay, step.limit_s(ticket.field))), step.after)


def _stay_of(ticket: Ticket, seq: int, **facts: Any) -> Stay:
    """A stay of the ticket in its present state, named by `seq`, with these facts."""
    return _STAY(
        seq,
        ticket.day,
        ticket.id,
        ticket.issued_at,
        ticket.field,
        ticket.channel.value,
        ticket.priority,
        ticket.procedure,
        point=ticket.point,
        **facts,
    )


def _all(step: TicketStep) -> Iterator[Stay]:
    """Every stay of the ticket, newest first; a number that was given up, or served on paper, has one of its own."""
    if step.before.taken_seq is None:
        if step.before.state in {TicketState.CANCELLED, TicketState.FINISHED}:
            yield step.find(step.before.id)
        return
    seq: int | None = step.before.taken_seq
    while seq is not None:
        stay = step.find(seq)
        yield stay
        seq = stay.previous
