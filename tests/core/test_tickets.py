"""The life of a ticket, as a table: what may follow what, and what it makes of the ticket."""

from collections.abc import Callable

import pytest

from server.core import commands
from server.core.errors import Refusal
from server.core.events import (
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
from server.core.model import Channel, Outcome, PrintState, Ticket, TicketState
from server.core.tickets import TRANSITIONS, evolve_ticket
from tests.support.tickets import ISSUED_AT, a_ticket, an_open_counter, entry

COUNTER = an_open_counter(ticket=7)
ISSUED = TicketIssued(7, "2026-11-23", "A", 7, "CT", "kiosk")

# command → (the event it decides on, state before → state after); every other state refuses it
LIFE: dict[str, tuple[Event, dict[str, str]]] = {
    "call": (TicketCalled(7, 3, "next"), {"waiting": "called", "no_show": "called"}),
    "recall": (TicketRecalled(7, 3), {"called": "called"}),
    "serve": (ServiceStarted(7, 3), {"called": "serving"}),
    "finish": (TicketFinished(7, 3, "received"), {"serving": "finished"}),
    "no_show": (TicketMissed(7, 3), {"called": "no_show"}),
    "return": (TicketReturned(7, 3), {"called": "waiting", "serving": "waiting"}),
    "cancel": (TicketCancelled(7), {"waiting": "cancelled", "no_show": "cancelled"}),
}
DECIDE: dict[str, Callable[[Ticket], Event]] = {
    "call": lambda ticket: commands.call_ticket(COUNTER, ticket, "next"),
    "recall": lambda ticket: commands.recall_ticket(COUNTER, ticket),
    "serve": lambda ticket: commands.start_service(COUNTER, ticket),
    "finish": lambda ticket: commands.finish_ticket(COUNTER, ticket, Outcome.RECEIVED),
    "no_show": lambda ticket: commands.miss_ticket(COUNTER, ticket),
    "return": lambda ticket: commands.return_ticket(COUNTER, ticket),
    "cancel": commands.cancel_ticket,
}
EVERY_PAIR = [(command, state) for command in LIFE for state in TicketState]
ALLOWED = [(command, state) for command, state in EVERY_PAIR if state.value in LIFE[command][1]]
REFUSED = [pair for pair in EVERY_PAIR if pair not in ALLOWED]


@pytest.mark.parametrize(("command", "state"), ALLOWED)
def test_it_moves_a_ticket_on(command: str, state: TicketState) -> None:
    event, moves = LIFE[command]
    assert DECIDE[command](a_ticket(state)) == event
    assert evolve_ticket(a_ticket(state), entry(event)).state == moves[state.value]


@pytest.mark.parametrize(("command", "state"), REFUSED)
def test_it_refuses_every_other_step_by_name(command: str, state: TicketState) -> None:
    with pytest.raises(Refusal) as refused:
        DECIDE[command](a_ticket(state))
    assert refused.value.code == "wrong_state"
    assert refused.value.parameters["number"] == "A007"


@pytest.mark.parametrize(("command", "state"), REFUSED)
def test_it_says_that_a_journal_with_an_impossible_step_is_damaged(command: str, state: TicketState) -> None:
    with pytest.raises(ValueError, match=f"ticket 7 in state {state.value}"):
        evolve_ticket(a_ticket(state), entry(LIFE[command][0]))


def test_it_has_a_line_in_this_table_for_every_transition() -> None:
    assert {type(event) for event, _ in LIFE.values()} == set(TRANSITIONS)


def test_it_issues_a_ticket_that_waits() -> None:
    ticket = evolve_ticket(None, entry(ISSUED, seq=7, at=ISSUED_AT))
    assert ticket == Ticket(7, "2026-11-23", "A", 7, "CT", None, None, Channel.KIOSK, ISSUED_AT)
    assert ticket.number == "A007"


def test_it_remembers_that_a_slip_is_being_printed() -> None:
    event = TicketIssued(7, "2026-11-23", "A", 7, "CT", "kiosk", to_print=True)
    assert evolve_ticket(None, entry(event)).print is PrintState.PRINTING


def test_it_issues_no_ticket_twice() -> None:
    with pytest.raises(ValueError, match="issued twice"):
        evolve_ticket(a_ticket(), entry(ISSUED))


def test_it_moves_no_ticket_that_was_never_issued() -> None:
    with pytest.raises(ValueError, match="unknown ticket 7"):
        evolve_ticket(None, entry(TicketCancelled(7)))


def test_a_call_counts_and_notes_where_and_when() -> None:
    called = evolve_ticket(a_ticket(), entry(TicketCalled(7, 3, "next"), seq=40, at=5))
    assert (called.counter, called.calls, called.called_at, called.call_seq) == (3, 1, 5, 40)


def test_a_recall_counts_one_more_at_the_same_counter() -> None:
    called = a_ticket(TicketState.CALLED, calls=1, called_at=5, call_seq=40)
    again = evolve_ticket(called, entry(TicketRecalled(7, 3), seq=41, at=6))
    assert (again.counter, again.calls, again.called_at, again.call_seq) == (3, 2, 6, 41)


def test_a_returned_ticket_has_no_counter_and_no_time_of_call() -> None:
    serving = a_ticket(TicketState.SERVING, calls=1, called_at=5, call_seq=40, served_at=6)
    back = evolve_ticket(serving, entry(TicketReturned(7, 3)))
    assert (back.counter, back.called_at, back.call_seq, back.served_at) == (None, None, None, None)


def test_a_no_show_that_comes_after_all_is_called_as_if_for_the_first_time() -> None:
    missed = a_ticket(TicketState.NO_SHOW, calls=2, ended_at=9)
    called = evolve_ticket(missed, entry(TicketCalled(7, 5, "chosen")))
    assert (called.counter, called.calls, called.ended_at) == (5, 3, None)


def test_a_finished_ticket_keeps_its_outcome_and_its_end() -> None:
    done = evolve_ticket(a_ticket(TicketState.SERVING), entry(TicketFinished(7, 3, "returned"), at=9))
    assert (done.outcome, done.ended_at, done.counter) == ("returned", 9, 3)


@pytest.mark.parametrize("state", list(TicketState))
def test_a_slip_is_reported_in_any_state_and_moves_nothing(state: TicketState) -> None:
    reported = evolve_ticket(a_ticket(state), entry(SlipReported(7, "failed", "out_of_paper")))
    assert reported == a_ticket(state, print=PrintState.FAILED)


@pytest.mark.parametrize(("n", "number"), [(1, "A001"), (12, "A012"), (999, "A999"), (1000, "A1000")])
def test_it_spells_numbers_as_people_read_them(n: int, number: str) -> None:
    assert a_ticket(n=n).number == number
