"""Until when a number that was missed has something to hear: as long as it can be called back, by one rule."""

import pytest

from server.core.messages.moment import is_over
from server.core.model import Ticket, TicketState
from server.core.queue.commands import check_call_back
from server.core.queue.policy import Policy
from server.core.refusal import Refusal
from tests.support.tickets import ISSUED_AT, a_ticket

POLICY = Policy(callback_s=60)


def refused(ticket: Ticket, now: int) -> bool:
    try:
        check_call_back(POLICY, ticket, now)
    except Refusal:
        return True
    return False


@pytest.mark.parametrize(
    ("ended_at", "over"),
    [(ISSUED_AT, False), (ISSUED_AT - 60_000, False), (ISSUED_AT - 60_001, True), (None, True)],
)
def test_nothing_is_said_any_more_once_nobody_may_call_back(ended_at: int | None, over: bool) -> None:
    ticket = a_ticket(TicketState.NO_SHOW, ended_at=ended_at)
    assert is_over(ticket, ticket.day, ISSUED_AT, POLICY) == over
    assert refused(ticket, ISSUED_AT) == over
