"""When which message is true: near her turn, called, and when there is nothing to say any more."""

from typing import Final

from server.core.forecast.telling import Wait
from server.core.messages.kinds import MessageKind
from server.core.model import Ticket, TicketState
from server.core.queue.policy import Policy

_FAR_OFF_S: Final = 30 * 60
"""Who is called back to the hall has to sit there no longer than this before a call is likely."""
_STILL_COMING: Final = frozenset({TicketState.WAITING, TicketState.PARKED, TicketState.CALLED})


def is_over(ticket: Ticket | None, day: str, now: int, policy: Policy) -> bool:
    """Whether messages are over: the person is at a counter, has left, was finally missed, or the day is over."""
    if ticket is None or ticket.day != day:
        return True
    if ticket.state is TicketState.NO_SHOW:
        return now > policy.called_back_until(ticket.ended_at)
    return ticket.state not in _STILL_COMING


def is_near(ahead: int, wait: Wait | None, people: int, minutes: int) -> bool:
    """Whether at most `people` are before her, or `minutes` (0: never by time); never where no counter serves her line.

    Not by people while a call is far off all the same: her counter has others to call, or each takes long.
    """
    if wait is None:
        return False
    by_people = ahead <= people and wait.low_s <= _FAR_OFF_S
    return by_people or 0 < wait.high_s <= minutes * 60


def true_now(ticket: Ticket, *, near: bool) -> MessageKind | None:
    """The message that is true of a ticket now; `near` is whether her turn is near while she waits."""
    if ticket.state is TicketState.CALLED:
        return MessageKind.CALLED
    return MessageKind.NEAR if ticket.state is TicketState.WAITING and near else None
