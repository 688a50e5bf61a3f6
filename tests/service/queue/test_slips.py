"""What became of a slip."""

import pytest

from server.core.events import SlipDismissed, SlipRequested
from server.core.model import PrintState
from server.core.queue.offline_numbers import prefix_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people.devices import enrol_device
from server.service.queue import slips, tickets
from server.service.queue.offline_numbers import OfflineNumber, bring_in
from server.service.queue.tickets import NumberRequest, Once
from server.store import journal
from server.store.doctor import examine
from tests.support.clock import SetClock
from tests.support.waiting import together


def taken(context: Context, *, to_print: bool) -> int:
    view, _ = tickets.issue(context, NumberRequest("CT", to_print=to_print), "kiosk:1")
    ticket: int = view["id"]
    return ticket


def printed(context: Context, ticket: int) -> str | None:
    state: str | None = tickets.find(context, ticket).ticket.print
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


def reported(context: Context, *ends: str) -> int:
    """A ticket whose slips, each asked for by hand but the first, ended like this."""
    ticket = taken(context, to_print=True)
    for n, end in enumerate(ends):
        if n:
            slips.request(context, ticket, "officer:lan")
        slips.report(context, ticket, PrintState(end), None, "printer")
    return ticket


@pytest.mark.parametrize(
    ("ends", "marked"),
    [
        (["failed"], False),
        (["printed"], True),
        (["unknown"], True),
        (["failed", "failed"], False),
        (["failed", "printed"], True),
        (["unknown", "failed"], True),
    ],
)
def test_a_slip_bears_the_mark_unless_surely_none_came_out(
    context: Context, ends: list[str], marked: bool
) -> None:
    asked = slips.request(context, reported(context, *ends), "officer:lan")
    assert (asked.new, asked.marked, asked.ticket["print"]) == (True, marked, "printing")


def test_a_number_taken_without_a_slip_gets_its_first_one_unmarked(context: Context) -> None:
    assert not slips.request(context, taken(context, to_print=False), "helper:3").marked


def test_who_asked_for_a_slip_is_in_the_journal(context: Context) -> None:
    ticket = reported(context, "unknown")
    slips.request(context, ticket, "officer:lan")
    with context.store.read() as connection:
        last = list(journal.since(connection, 0))[-1]
        assert list(examine(connection)) == []
    assert (last.actor, last.event) == ("officer:lan", SlipRequested(ticket, marked=True))


def test_a_slip_that_is_being_printed_is_not_asked_for_again(context: Context) -> None:
    assert refused(context, taken(context, to_print=True)) == "slip_printing"


def test_a_number_that_is_over_gets_no_slip(context: Context, clock: SetClock) -> None:
    given_up, yesterdays = reported(context, "failed"), reported(context, "failed")
    tickets.cancel(context, given_up, "kiosk:1")
    assert refused(context, given_up) == "slip_over"
    clock.forward(hours=24)
    assert refused(context, yesterdays) == "slip_over"
    assert slips.unprinted(context) == []


def test_the_list_names_numbers_whose_slip_is_missing_or_in_doubt(context: Context) -> None:
    failed, _, unknown, over = (reported(context, end) for end in ("failed", "printed", "unknown", "failed"))
    tickets.cancel(context, over, "kiosk:1")
    listed = [(ticket.id, ticket.print, ticket.slip_out) for ticket in slips.unprinted(context)]
    assert listed == [(failed, "failed", False), (unknown, "unknown", True)]


@pytest.mark.parametrize("end", ["failed", "unknown"])
def test_a_slip_that_is_dismissed_leaves_the_list_for_good_and_can_still_be_asked_for(
    context: Context, end: str
) -> None:
    ticket = reported(context, end)
    assert slips.dismiss(context, ticket, "admin:binh").ticket.print is None
    slips.dismiss(context, ticket, "admin:binh")
    assert slips.unprinted(context) == []
    with context.store.read() as connection:
        told = [(entry.actor, entry.event) for entry in journal.since(connection, 0)]
        assert told.count(("admin:binh", SlipDismissed(ticket))) == 1
        assert list(examine(connection)) == []
    assert slips.request(context, ticket, "officer:lan").marked is (end == "unknown")


def test_a_slip_that_is_being_printed_is_not_dismissed_and_one_that_is_out_stays_so(context: Context) -> None:
    with pytest.raises(Refusal) as refusal:
        slips.dismiss(context, taken(context, to_print=True), "admin:binh")
    assert refusal.value.code == "slip_printing"
    assert slips.dismiss(context, reported(context, "printed"), "admin:binh").ticket.print == "printed"


def test_of_fifty_who_ask_at_once_one_is_heard(context: Context) -> None:
    ticket = reported(context, "failed")
    once = Once("officer:lan", "key", b"the same")
    same = together([lambda: slips.request(context, ticket, "officer:lan", once)] * 50)
    assert sum(asked.new for asked in same) == 1
    slips.report(context, ticket, PrintState.FAILED, None, "printer")
    others = together([lambda: refused(context, ticket)] * 50)
    assert sorted(others, key=str) == [None, *["slip_printing"] * 49]


def refused(context: Context, ticket: int) -> str | None:
    try:
        slips.request(context, ticket, "officer:lan")
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(("slip", "marked"), [("printed", True), ("unknown", True), ("failed", False)])
def test_a_slip_that_a_kiosk_printed_alone_is_printed_again_with_the_mark(
    context: Context, clock: SetClock, slip: str, marked: bool
) -> None:
    device = enrol_device(context, "kiosk", "Kiosk", "test")[0]
    given = OfflineNumber(f"{prefix_of(device)}001", "2026-11-23", "CT", None, None, clock(), "touch", slip)
    (brought,) = bring_in(context, device, clock(), [given])
    assert slips.request(context, brought.ticket.id, "officer:lan").marked is marked
