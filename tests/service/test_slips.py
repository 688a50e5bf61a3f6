"""What became of a slip."""

import pytest

from server.core.errors import Refusal
from server.core.model import PrintState
from server.service import slips, tickets
from server.service.context import Context
from server.service.tickets import NumberRequest


def taken(context: Context, *, to_print: bool) -> int:
    view, _ = tickets.issue(context, NumberRequest("CT", to_print=to_print), "kiosk:1")
    ticket: int = view["id"]
    return ticket


def printed(context: Context, ticket: int) -> str | None:
    state: str | None = tickets.find(context, ticket)["print"]
    return state


def test_a_slip_is_being_printed_until_the_printer_says_how_it_went(context: Context) -> None:
    ticket = taken(context, to_print=True)
    assert printed(context, ticket) == "printing"
    slips.report(context, ticket, PrintState.PRINTED, None, "printer")
    assert printed(context, ticket) == "printed"


def test_a_ticket_without_a_slip_says_nothing_of_printing(context: Context) -> None:
    assert printed(context, taken(context, to_print=False)) is None


def test_a_slip_of_no_ticket_is_refused(context: Context) -> None:
    with pytest.raises(Refusal) as refused:
        slips.report(context, 999, PrintState.PRINTED, None, "printer")
    assert refused.value.code == "unknown_ticket"


def test_after_a_restart_nobody_knows_of_slips_that_were_being_printed(context: Context) -> None:
    left, done = taken(context, to_print=True), taken(context, to_print=True)
    slips.report(context, done, PrintState.FAILED, "out_of_paper", "printer")
    assert slips.settle_unreported(context) == 1
    assert (printed(context, left), printed(context, done)) == ("unknown", "failed")
    assert slips.settle_unreported(context) == 0
