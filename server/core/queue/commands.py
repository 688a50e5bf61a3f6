"""Commands about tickets: each request is checked against the present state.

Each either returns the event that follows or raises a `Refusal`; it changes nothing itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from server.core.events import (
    Event,
    PriorityCorrected,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketMissed,
    TicketParked,
    TicketPlaceKept,
    TicketRecalled,
    TicketRerouted,
    TicketResumed,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import IN_HAND, Counter, CounterState, Dossier, Layout, Outcome, Ticket, TicketState
from server.core.queue.counter_commands import hands_free, not_closed
from server.core.queue.dossiers import checked_code
from server.core.queue.lines import MAIN
from server.core.queue.policy import Policy
from server.core.queue.state_texts import state_text
from server.core.queue.tickets import require
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS, SECOND_MS

RECALL_EVERY_S: Final = 5
FRESH_S: Final = 10 * 60
"""So long after it gave a number may a machine take it back."""


def check_request(layout: Layout, field: str, priority: str | None, point: str = MAIN) -> None:
    """Raise `unknown_field`, `unknown_priority` or `unknown_point` for a number that cannot be asked for here."""
    if point != MAIN and point not in layout.points:
        raise Refusal("unknown_point", point=point)
    if field not in layout.fields:
        raise Refusal("unknown_field", field=field)
    if priority is not None and priority not in layout.priority_classes:
        raise Refusal("unknown_priority", priority=priority)


def ready_to_call(counter: Counter, in_hand: Ticket | None) -> None:
    """Raise when the counter cannot call anybody now."""
    not_closed(counter)
    if counter.state is CounterState.PAUSED:
        raise Refusal("counter_paused", counter=counter.n)
    hands_free(counter, in_hand)


def call_ticket(
    counter: Counter,
    ticket: Ticket,
    rule: str,
    why: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> TicketCalled:
    """Call `ticket` to the counter; `rule`, `why` and `reason` are kept. Raises `ticket_taken`, `wrong_state`."""
    if ticket.state in IN_HAND:
        raise Refusal("ticket_taken", number=ticket.number, counter=ticket.counter, officer=ticket.officer)
    require(ticket, TicketCalled)
    return TicketCalled(ticket.id, counter.n, rule, why, reason)


def check_same_point(layout: Layout, counter: Counter, ticket: Ticket) -> None:
    """Raise `ticket_elsewhere` if the ticket's person is at another point than the counter: nobody is called to another point."""
    if ticket.point != layout.point_of(counter.n):
        raise Refusal("ticket_elsewhere", number=ticket.number, point=layout.point_name(ticket.point))


def check_call_back(policy: Policy, ticket: Ticket, now: int) -> None:
    """Raise `call_back_over` for a no-show of longer ago than that."""
    if ticket.state is TicketState.NO_SHOW and now > policy.called_back_until(ticket.ended_at):
        raise Refusal("call_back_over", number=ticket.number, minutes=policy.callback_s // 60)


def recall_ticket(counter: Counter, in_hand: Ticket | None, now: int) -> TicketRecalled:
    """Call the ticket in hand again, at most once in `RECALL_EVERY_S`. Raises `recall_too_soon`."""
    ticket = _in_hand(counter, in_hand, TicketRecalled)
    passed = now - (ticket.called_at or now)
    if ticket.taken_seq != ticket.call_seq and 0 <= passed < RECALL_EVERY_S * SECOND_MS:
        left = -(-(RECALL_EVERY_S * SECOND_MS - passed) // SECOND_MS)
        raise Refusal("recall_too_soon", number=ticket.number, seconds=left)
    return TicketRecalled(ticket.id, counter.n)


def start_service(counter: Counter, in_hand: Ticket | None) -> ServiceStarted:
    """The citizen has come."""
    ticket = _in_hand(counter, in_hand, ServiceStarted)
    return ServiceStarted(ticket.id, counter.n)


def finish_ticket(
    counter: Counter,
    in_hand: Ticket | None,
    outcome: Outcome | None,
    dossiers: Sequence[Dossier] = (),
    today: date = date.max,
) -> TicketFinished:
    """The visit is over, with `dossiers` or a plain `outcome` or neither. Raises `bad_dossier_code`."""
    ticket = _in_hand(counter, in_hand, TicketFinished)
    rows = tuple(_dossier_row(dossier, today) for dossier in dossiers)
    said = dossiers[0].outcome if dossiers and outcome is None else outcome
    return TicketFinished(ticket.id, counter.n, None if said is None else str(said), rows)


def _dossier_row(dossier: Dossier, today: date) -> tuple[str | None, ...]:
    code = checked_code(dossier.code, today) if dossier.code else None
    return dossier.procedure, dossier.outcome, dossier.channel, code


def miss_ticket(counter: Counter, in_hand: Ticket | None, policy: Policy) -> TicketMissed:
    """Nobody came. Raises `no_show_too_soon` when the centre wants more recalls first."""
    ticket = _in_hand(counter, in_hand, TicketMissed)
    if ticket.calls - 1 < policy.recalls_before_no_show:
        raise Refusal("no_show_too_soon", number=ticket.number, recalls=policy.recalls_before_no_show)
    return TicketMissed(ticket.id, counter.n)


def return_ticket(counter: Counter, in_hand: Ticket | None) -> TicketReturned:
    """Put the ticket in hand back to its place in the queue."""
    ticket = _in_hand(counter, in_hand, TicketReturned)
    return TicketReturned(ticket.id, counter.n)


def park_ticket(counter: Counter, in_hand: Ticket | None, reason: str | None) -> TicketParked:
    """Keep the ticket in hand for when the citizen is back."""
    ticket = _in_hand(counter, in_hand, TicketParked)
    return TicketParked(ticket.id, counter.n, reason)


def correct_priority(
    layout: Layout, counter: Counter, in_hand: Ticket | None, priority: str | None
) -> PriorityCorrected | None:
    """Set the class of the person who has come, or remove it; nothing happens if it is set already."""
    ticket = _in_hand(counter, in_hand, PriorityCorrected)
    if priority is not None and priority not in layout.priority_classes:
        raise Refusal("unknown_priority", priority=priority)
    return None if ticket.priority == priority else PriorityCorrected(ticket.id, counter.n, priority)


def resume_ticket(ticket: Ticket, today: str) -> TicketResumed:
    """The citizen of a ticket parked today is back. Raises `wrong_state`, or `unknown_ticket` on another day."""
    require(ticket, TicketResumed)
    if ticket.day != today:
        raise Refusal("unknown_ticket")
    return TicketResumed(ticket.id)


def keep_place(  # noqa: PLR0913, PLR0917 - the ticket, the moment, for how long, until when at most
    ticket: Ticket, today: str, now: int, minutes: int, closes: datetime | None, local: datetime
) -> TicketPlaceKept:
    """A waiting person goes away for so many minutes from `now` (UTC milliseconds; `local` by the centre's clocks), once for each visit.

    Raises `keep_place_off` for no minutes, `wrong_state`, `unknown_ticket` on another day, `keep_place_over` where the
    ticket had that already or is kept for a counter, `keep_place_late` where the centre `closes` meanwhile.
    """
    if minutes == 0:
        raise Refusal("keep_place_off")
    require(ticket, TicketPlaceKept)
    if ticket.day != today:
        raise Refusal("unknown_ticket")
    if not may_keep_place(ticket):
        raise Refusal("keep_place_over", number=ticket.number)
    if not in_time_to_keep(minutes, closes, local):
        raise Refusal("keep_place_late", closes=f"{closes:%H:%M}")
    return TicketPlaceKept(ticket.id, now + minutes * MINUTE_MS)


def in_time_to_keep(minutes: int, closes: datetime | None, local: datetime) -> bool:
    """Whether a person who leaves now for so many minutes is back before the centre closes; `None` for a centre that never closes."""
    return closes is None or local + timedelta(minutes=minutes) < closes


def may_keep_place(ticket: Ticket) -> bool:
    """Whether its person can still go for a while."""
    never_yet = ticket.away_until is None and ticket.for_counter is None
    return never_yet and ticket.state is TicketState.WAITING


def come_back(ticket: Ticket, today: str) -> TicketResumed:
    """A person who was away is here: the ticket waits at its old place. Raises what `resume_ticket` raises."""
    if not ticket.away:
        raise Refusal("wrong_state", number=ticket.number, state=state_text(ticket))
    return resume_ticket(ticket, today)


def transfer_to_field(
    layout: Layout, counter: Counter, in_hand: Ticket | None, field: str, note: str | None
) -> TicketTransferred:
    """Transfer the ticket in hand to another field; a ticket kept for a counter may also wait for its own field again.

    Raises `unknown_field`, `transfer_nowhere`.
    """
    if field not in layout.fields:
        raise Refusal("unknown_field", field=field)
    ticket = _in_hand(counter, in_hand, TicketTransferred)
    if field == ticket.field and ticket.for_counter is None:
        raise Refusal("transfer_nowhere")
    return TicketTransferred(ticket.id, counter.n, field, None, note)


def transfer_to_counter(
    layout: Layout, counter: Counter, in_hand: Ticket | None, target: Counter, note: str | None
) -> TicketTransferred:
    """Transfer the ticket in hand to one counter, at that counter's point. Raises `counter_closed`, `transfer_nowhere`."""
    ticket = _in_hand(counter, in_hand, TicketTransferred)
    if target.n == counter.n:
        raise Refusal("transfer_nowhere")
    not_closed(target)
    point = layout.point_of(target.n)
    there = None if point == ticket.point else point
    return TicketTransferred(ticket.id, counter.n, ticket.field, target.n, note, there)


def reroute_ticket(layout: Layout, ticket: Ticket, field: str) -> TicketRerouted:
    """Move a ticket that no counter has in hand to another field. Raises `unknown_field`, `wrong_state`."""
    if field not in layout.fields:
        raise Refusal("unknown_field", field=field)
    require(ticket, TicketRerouted)
    return TicketRerouted(ticket.id, field)


def cancel_ticket(ticket: Ticket) -> TicketCancelled:
    """Give a number up that is not in any counter's hands."""
    require(ticket, TicketCancelled)
    return TicketCancelled(ticket.id)


def give_up_ticket(ticket: Ticket, today: str) -> TicketCancelled:
    """Give up a number of today. Raises what `cancel_ticket` does, and `unknown_ticket` on another day."""
    cancelled = cancel_ticket(ticket)
    if ticket.day != today:
        raise Refusal("unknown_ticket")
    return cancelled


def take_back_ticket(ticket: Ticket, now: int) -> TicketCancelled:
    """Give a number up at the machine that gave it, while the person is still standing there."""
    cancelled = cancel_ticket(ticket)
    if ticket.calls or now - ticket.issued_at > FRESH_S * SECOND_MS:
        raise Refusal("cancel_too_late", minutes=FRESH_S // 60)
    return cancelled


def _in_hand(counter: Counter, in_hand: Ticket | None, event: type[Event]) -> Ticket:
    if in_hand is None:
        raise Refusal("no_ticket_in_hand", counter=counter.n)
    require(in_hand, event)
    return in_hand
