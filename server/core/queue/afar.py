"""Remote numbers: how many, by when the person must be here, and when a number lapses.

Such a number keeps its place from the start, and is not called before its person is here: it is parked for no counter
(`Ticket.expected`), and is in no line, list or count of people ahead. Once the person is here, they wait at that place.
"""

from typing import Final

from server.core.events import TicketCancelled, TicketPlaceKept, TicketResumed
from server.core.forecast.telling import Wait
from server.core.model import Ticket
from server.core.queue.commands import cancel_ticket, resume_ticket
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS, SECOND_MS

_HOUR_S: Final = 3600
_PERCENT: Final = 100
_STEP_MS: Final = 5 * MINUTE_MS
"""By so much `until` moves on at once, where a turn takes longer than was foretold: one row of the journal each time."""


def share_of(percent: int, counters: int, service_s: int) -> int:
    """How many numbers of a field an hour may be from afar: of those whom its counters serve, one at least where any may.

    `counters` are those that serve the field now; before the first opens it counts as open. `service_s` is the usual
    time at a counter, seconds.
    """
    if not percent:
        return 0
    served = max(1, counters) * _HOUR_S // max(1, service_s)
    return max(1, served * percent // _PERCENT)


def check_share(percent: int, share: int, given: int) -> None:
    """Raise `afar_off` if none are given, `afar_share` if this hour's share is already `given`."""
    if not percent:
        raise Refusal("afar_off")
    if given >= share:
        raise Refusal("afar_share", share=share)


def check_in_time(left_s: float) -> None:
    """Raise `afar_too_late` for a request whose time was over before it came here."""
    if left_s <= 0:
        raise Refusal("afar_too_late")


def expect(ticket: int, now: int, wait: Wait, keep_minutes: int) -> TicketPlaceKept:
    """A number just given keeps its place while its person is on the way (`now`: UTC milliseconds)."""
    return TicketPlaceKept(ticket, now + wait.high_s * SECOND_MS + keep_minutes * MINUTE_MS)


def check_in(ticket: Ticket, today: str) -> TicketResumed | None:
    """Its person is here and waits at the place that was kept; nothing where they were here before.

    Raises `not_from_afar`, `unknown_ticket` on another day, `wrong_state` for a number that is over.
    """
    if ticket.request is None:
        raise Refusal("not_from_afar", number=ticket.number)
    if ticket.expected:
        return resume_ticket(ticket, today)
    if ticket.day != today:
        raise Refusal("unknown_ticket")
    if ticket.ended_at is not None:
        raise Refusal("wrong_state", number=ticket.number, state=state_text(ticket))
    return None


def kept_on(
    ticket: Ticket, now: int, keep_minutes: int, *, no_longer: bool
) -> TicketPlaceKept | TicketCancelled | None:
    """What happens to a number whose person is not here: nothing, its place is kept longer, or it lapses.

    It is kept `no_longer` once its turn has come, that is no present person is before it and a counter serves its line, or
    once the centre's last opening hours of the day are over. Until then there are always `keep_minutes` left.
    """
    until = ticket.away_until or now
    if not no_longer:
        keeps = now + keep_minutes * MINUTE_MS
        return TicketPlaceKept(ticket.id, keeps + _STEP_MS) if until < keeps else None
    return lapse(ticket) if until <= now else None


def lapse(ticket: Ticket) -> TicketCancelled:
    """Nobody came in time."""
    return TicketCancelled(cancel_ticket(ticket).ticket, lapsed=True)
