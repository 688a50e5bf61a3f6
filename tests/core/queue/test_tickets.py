"""The life of a ticket, as a table: what may follow what, and what it makes of the ticket."""

from collections.abc import Callable

import pytest

from server.core.events import (
    Event,
    PriorityCorrected,
    ServedOnPaper,
    ServiceStarted,
    SlipReported,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketPlaceKept,
    TicketRecalled,
    TicketRerouted,
    TicketRestored,
    TicketResumed,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import IN_HAND, Channel, Dossier, Outcome, PrintState, Ticket, TicketState
from server.core.queue import commands
from server.core.queue.days import moment
from server.core.queue.policy import Policy
from server.core.queue.tickets import TRANSITIONS, evolve_ticket, require
from server.core.refusal import Refusal
from tests.support.centre import small_layout
from tests.support.clock import HANOI
from tests.support.tickets import ISSUED_AT, a_ticket, an_open_counter, entry

COUNTER = an_open_counter(ticket=7)
HANDS_TO = {"called": "waiting", "serving": "waiting"}
ISSUED = TicketIssued(7, "2026-11-23", "A", 7, "CT", "kiosk")

# command → (the event it decides on, state before → state after); every other state refuses it
LIFE: dict[str, tuple[Event, dict[str, str]]] = {
    "call": (TicketCalled(7, 3, "next"), {"waiting": "called", "no_show": "called", "parked": "called"}),
    "recall": (TicketRecalled(7, 3), {"called": "called"}),
    "serve": (ServiceStarted(7, 3), {"called": "serving"}),
    "finish": (TicketFinished(7, 3, "received"), {"serving": "finished"}),
    "no_show": (TicketMissed(7, 3), {"called": "no_show"}),
    "return": (TicketReturned(7, 3), HANDS_TO),
    "transfer": (TicketTransferred(7, 3, "HT", None, "xin xem"), HANDS_TO),
    "transfer to a counter": (TicketTransferred(7, 3, "CT", 2, None), HANDS_TO),
    "park": (TicketParked(7, 3, "đi chụp ảnh"), {"called": "parked", "serving": "parked"}),
    "correct the priority": (
        PriorityCorrected(7, 3, "elderly"),
        {"called": "called", "serving": "serving"},
    ),
    "resume": (TicketResumed(7), {"parked": "waiting"}),
    "reroute": (
        TicketRerouted(7, "HT"),
        {"waiting": "waiting", "no_show": "no_show", "parked": "parked"},
    ),
    "lapse": (TicketLapsed(7, 3), {"called": "no_show", "serving": "finished"}),
    "cancel": (
        TicketCancelled(7),
        {"waiting": "cancelled", "no_show": "cancelled", "parked": "cancelled"},
    ),
    "keep the place": (TicketPlaceKept(7, ISSUED_AT + 1_200_000), {"waiting": "parked"}),
    "serve on paper": (
        ServedOnPaper(7, 3, ISSUED_AT + 600_000, ISSUED_AT + 900_000),
        {"waiting": "finished"},
    ),
}


def _lapsed(ticket: Ticket) -> Event:  # the system's own step: nobody asks for it
    require(ticket, TicketLapsed)
    return TicketLapsed(ticket.id, 3)


def _served_on_paper(
    ticket: Ticket,
) -> Event:  # written down afterwards: of a number that was brought in just now
    require(ticket, ServedOnPaper)
    return ServedOnPaper(ticket.id, 3, ISSUED_AT + 600_000, ISSUED_AT + 900_000)


DECIDE: dict[str, Callable[[Ticket], Event]] = {
    "call": lambda ticket: commands.call_ticket(COUNTER, ticket, "next"),
    "recall": lambda ticket: commands.recall_ticket(COUNTER, ticket, ISSUED_AT),
    "serve": lambda ticket: commands.start_service(COUNTER, ticket),
    "finish": lambda ticket: commands.finish_ticket(COUNTER, ticket, Outcome.RECEIVED),
    "no_show": lambda ticket: commands.miss_ticket(COUNTER, ticket, Policy()),
    "return": lambda ticket: commands.return_ticket(COUNTER, ticket),
    "transfer": lambda ticket: commands.transfer_to_field(small_layout(), COUNTER, ticket, "HT", "xin xem"),
    "transfer to a counter": lambda ticket: commands.transfer_to_counter(
        small_layout(), COUNTER, ticket, an_open_counter(n=2), None
    ),
    "park": lambda ticket: commands.park_ticket(COUNTER, ticket, "đi chụp ảnh"),
    "correct the priority": lambda ticket: commands.correct_priority(
        small_layout(), COUNTER, ticket, "elderly"
    ),
    "resume": lambda ticket: commands.resume_ticket(ticket, ticket.day),
    "reroute": lambda ticket: commands.reroute_ticket(small_layout(), ticket, "HT"),
    "lapse": _lapsed,
    "cancel": commands.cancel_ticket,
    "keep the place": lambda ticket: commands.keep_place(
        ticket, ticket.day, ISSUED_AT, 20, None, moment(ISSUED_AT, HANOI)
    ),
    "serve on paper": _served_on_paper,
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
    taken = command == "call" and state in IN_HAND
    assert refused.value.code == ("ticket_taken" if taken else "wrong_state")
    assert refused.value.parameters["number"] == "A007"


@pytest.mark.parametrize(("command", "state"), REFUSED)
def test_it_says_that_a_journal_with_an_impossible_step_is_damaged(command: str, state: TicketState) -> None:
    with pytest.raises(ValueError, match=f"ticket 7 in state {state.value}"):
        evolve_ticket(a_ticket(state), entry(LIFE[command][0]))


def test_it_has_a_line_in_this_table_for_every_transition() -> None:
    assert {type(event) for event, _ in LIFE.values()} == set(TRANSITIONS)


@pytest.mark.parametrize("command", LIFE)
def test_the_products_own_table_says_the_same(command: str) -> None:
    event, moves = LIFE[command]
    assert dict(TRANSITIONS[type(event)]) == moves


@pytest.mark.parametrize("state", TicketState)
def test_only_a_number_from_afar_that_is_awaited_has_its_place_kept_longer(state: TicketState) -> None:
    event = TicketPlaceKept(7, ISSUED_AT + 2_400_000)
    awaited = a_ticket(state, away_until=ISSUED_AT + 1_200_000, request="9f6b")
    if state in (TicketState.WAITING, TicketState.PARKED):
        kept = evolve_ticket(awaited, entry(event))
        assert (kept.state, kept.away_until) == (TicketState.PARKED, event.until)
    else:
        with pytest.raises(ValueError, match=f"ticket 7 in state {state.value}"):
            evolve_ticket(awaited, entry(event))


def test_it_issues_a_ticket_that_waits() -> None:
    ticket = evolve_ticket(None, entry(ISSUED, seq=7, at=ISSUED_AT))
    assert ticket == Ticket(7, "2026-11-23", "A", 7, "CT", None, None, Channel.KIOSK, ISSUED_AT, arrived=7)
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


def test_the_first_call_ends_the_first_wait_and_later_ones_leave_it() -> None:
    first = evolve_ticket(a_ticket(), entry(TicketCalled(7, 3, "next"), seq=40, at=5))
    back = evolve_ticket(first, entry(TicketReturned(7, 3), seq=41, at=6))
    again = evolve_ticket(back, entry(TicketCalled(7, 3, "next"), seq=42, at=7))
    assert (again.first_called_at, again.taken_seq, again.officer) == (5, 42, "officer:lan")


def test_a_recall_is_no_new_taking() -> None:
    called = evolve_ticket(a_ticket(), entry(TicketCalled(7, 3, "next"), seq=40, at=5))
    assert evolve_ticket(called, entry(TicketRecalled(7, 3), seq=41)).taken_seq == 40


def test_a_transferred_ticket_keeps_its_number_and_its_time_of_arrival() -> None:
    moved = evolve_ticket(
        a_ticket(TicketState.SERVING), entry(TicketTransferred(7, 3, "HT", None, "thiếu bản sao"))
    )
    assert (moved.number, moved.issued_at, moved.field) == ("A007", ISSUED_AT, "HT")
    assert (moved.note, moved.for_counter, moved.counter) == ("thiếu bản sao", None, None)


def test_a_parked_ticket_is_kept_for_the_counter_that_parked_it() -> None:
    parked = evolve_ticket(a_ticket(TicketState.SERVING), entry(TicketParked(7, 3, "đi chụp ảnh")))
    resumed = evolve_ticket(parked, entry(TicketResumed(7)))
    assert (resumed.state, resumed.for_counter, resumed.note) == (TicketState.WAITING, 3, "đi chụp ảnh")


def test_a_transfer_to_a_field_forgets_the_counter_that_it_was_kept_for() -> None:
    kept = a_ticket(TicketState.CALLED, for_counter=3)
    assert evolve_ticket(kept, entry(TicketTransferred(7, 3, "HT"))).for_counter is None


def test_a_restored_ticket_is_what_the_undo_says_and_otherwise_as_it_was() -> None:
    finished = a_ticket(TicketState.FINISHED, ended_at=9, outcome="received", print=PrintState.PRINTED)
    was = {"state": "serving", "ended_at": None, "outcome": None}
    restored = evolve_ticket(finished, entry(TicketRestored(7, 3, 40, was)))
    assert restored == a_ticket(TicketState.SERVING, print=PrintState.PRINTED)


@pytest.mark.parametrize("was", [{"state": "eaten"}, {"moon": "full"}])
def test_it_is_restored_to_nothing_that_a_ticket_cannot_be(was: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"eaten|moon"):
        evolve_ticket(a_ticket(), entry(TicketRestored(7, 3, 40, was)))


def test_a_finished_ticket_keeps_its_dossiers() -> None:
    rows = (("2.000815", "received", "direct", "H26.14-261123-0012"), (None, "advised", "direct", None))
    done = evolve_ticket(a_ticket(TicketState.SERVING), entry(TicketFinished(7, 3, "received", rows)))
    assert done.dossiers == tuple(Dossier(*row) for row in rows)


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
