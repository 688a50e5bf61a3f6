"""What may be asked for, and what follows from it."""

from collections.abc import Callable

import pytest

from server.core.events import (
    CounterClosed,
    CounterHandedOver,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    HelpAnswered,
    HelpCalled,
    TicketMissed,
    TicketRecalled,
)
from server.core.model import Counter, CounterState, Dossier, Outcome, TicketState
from server.core.queue import commands, counter_commands
from server.core.queue.policy import Policy
from server.core.refusal import Refusal
from tests.support.centre import small_layout
from tests.support.tickets import ISSUED_AT, a_ticket, an_open_counter

LAYOUT = small_layout()
CLOSED = Counter(3)
OPEN = an_open_counter()
PAUSED = an_open_counter(state=CounterState.PAUSED)
IN_HAND = a_ticket(TicketState.CALLED)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_number_is_asked_for_in_a_field_that_the_centre_has() -> None:
    commands.check_request(LAYOUT, "CT", "elderly")
    assert code_of(lambda: commands.check_request(LAYOUT, "ZZ", None)) == "unknown_field"
    assert code_of(lambda: commands.check_request(LAYOUT, "CT", "king")) == "unknown_priority"


def test_a_counter_opens_for_its_own_fields_when_none_are_named() -> None:
    assert counter_commands.open_counter(LAYOUT, CLOSED, "lan", None) == CounterOpened(3, "lan", ("HT", "DD"))
    assert counter_commands.open_counter(LAYOUT, CLOSED, "lan", []) == CounterOpened(3, "lan", ("HT", "DD"))


def test_a_counter_opens_for_the_fields_named_each_once() -> None:
    opened = counter_commands.open_counter(LAYOUT, CLOSED, "lan", ["DD", "CT", "DD"])
    assert opened == CounterOpened(3, "lan", ("DD", "CT"))


def test_a_counter_opens_for_no_field_that_the_centre_lacks() -> None:
    assert (
        code_of(lambda: counter_commands.open_counter(LAYOUT, CLOSED, "lan", ["CT", "ZZ"])) == "unknown_field"
    )


def test_opening_an_open_counter_just_so_again_is_nothing_new() -> None:
    assert counter_commands.open_counter(LAYOUT, OPEN, "lan", None) is None
    assert counter_commands.open_counter(LAYOUT, OPEN, "lan", ["CT", "HT"]) is None


def test_an_open_counter_takes_other_fields_on() -> None:
    assert counter_commands.open_counter(LAYOUT, OPEN, "lan", ["DD"]) == CounterOpened(3, "lan", ("DD",))


def test_opening_a_paused_counter_ends_the_break_with_the_fields_it_had() -> None:
    assert counter_commands.open_counter(LAYOUT, PAUSED, "lan", None) == CounterOpened(3, "lan", ("CT", "HT"))


def test_nobody_opens_a_counter_that_somebody_else_holds() -> None:
    assert code_of(lambda: counter_commands.open_counter(LAYOUT, OPEN, "minh", None)) == "counter_held"


def test_a_counter_closes_once() -> None:
    assert counter_commands.close_counter(OPEN, None) == CounterClosed(3)
    assert counter_commands.close_counter(PAUSED, None) == CounterClosed(3)
    assert counter_commands.close_counter(CLOSED, None) is None


def test_a_break_begins_and_ends_once() -> None:
    assert counter_commands.pause_counter(OPEN, None, "lunch") == CounterPaused(3, "lunch")
    assert counter_commands.pause_counter(PAUSED, None, "lunch") is None
    assert counter_commands.resume_counter(PAUSED) == CounterResumed(3)
    assert counter_commands.resume_counter(OPEN) is None


def test_a_closed_counter_has_no_break_and_calls_nobody() -> None:
    assert code_of(lambda: counter_commands.pause_counter(CLOSED, None, None)) == "counter_closed"
    assert code_of(lambda: counter_commands.resume_counter(CLOSED)) == "counter_closed"
    assert code_of(lambda: commands.ready_to_call(CLOSED, None)) == "counter_closed"


def test_a_paused_counter_calls_nobody() -> None:
    assert code_of(lambda: commands.ready_to_call(PAUSED, None)) == "counter_paused"


def test_a_counter_with_a_ticket_in_hand_neither_calls_nor_rests_nor_closes() -> None:
    assert code_of(lambda: commands.ready_to_call(OPEN, IN_HAND)) == "ticket_in_hand"
    assert code_of(lambda: counter_commands.pause_counter(OPEN, IN_HAND, None)) == "ticket_in_hand"
    assert code_of(lambda: counter_commands.close_counter(OPEN, IN_HAND)) == "ticket_in_hand"


def test_a_counter_without_a_ticket_has_nobody_to_act_on() -> None:
    acts: list[Callable[[], object]] = [
        lambda: commands.recall_ticket(OPEN, None, 0),
        lambda: commands.start_service(OPEN, None),
        lambda: commands.finish_ticket(OPEN, None, None),
        lambda: commands.miss_ticket(OPEN, None, Policy()),
        lambda: commands.return_ticket(OPEN, None),
        lambda: commands.park_ticket(OPEN, None, None),
        lambda: commands.transfer_to_field(LAYOUT, OPEN, None, "DD", None),
        lambda: commands.transfer_to_counter(LAYOUT, OPEN, None, an_open_counter(n=2), None),
    ]
    assert {code_of(act) for act in acts} == {"no_ticket_in_hand"}


def test_a_visit_may_end_without_a_named_outcome() -> None:
    assert commands.finish_ticket(OPEN, a_ticket(TicketState.SERVING), None).outcome is None


def test_a_counter_helps_out_where_it_is_told_to_but_not_in_its_own_fields() -> None:
    opened = counter_commands.open_counter(LAYOUT, CLOSED, "lan", ["DD"], ["CT", "DD", "CT"])
    assert opened == CounterOpened(3, "lan", ("DD",), ("CT",))
    assert (
        code_of(lambda: counter_commands.open_counter(LAYOUT, CLOSED, "lan", None, ["ZZ"])) == "unknown_field"
    )


def test_a_counter_that_takes_other_fields_on_helps_out_nowhere_unless_told() -> None:
    helping = an_open_counter(helps=("DD",))
    assert counter_commands.open_counter(LAYOUT, helping, "lan", ["CT"]) == CounterOpened(3, "lan", ("CT",))
    assert counter_commands.open_counter(LAYOUT, helping, "lan", None) is None


def test_a_counter_is_handed_over_once() -> None:
    assert counter_commands.hand_over(OPEN, "minh") == CounterHandedOver(3, "minh")
    assert counter_commands.hand_over(OPEN, "lan") is None
    assert code_of(lambda: counter_commands.hand_over(CLOSED, "minh")) == "counter_closed"


def test_help_is_called_for_once_and_again_with_another_reason() -> None:
    calling = an_open_counter(help_at=5, help_text="máy in kẹt")
    assert counter_commands.call_for_help(OPEN, None) == HelpCalled(3, None)
    assert counter_commands.call_for_help(calling, "máy in kẹt") is None
    assert counter_commands.call_for_help(calling, "mất mạng") == HelpCalled(3, "mất mạng")
    assert counter_commands.answer_help(calling) == HelpAnswered(3)
    assert counter_commands.answer_help(OPEN) is None


def test_the_first_recall_may_come_at_once_and_the_next_after_five_seconds() -> None:
    called = a_ticket(TicketState.CALLED, called_at=ISSUED_AT, call_seq=40, taken_seq=40)
    recalled = a_ticket(TicketState.CALLED, called_at=ISSUED_AT, call_seq=41, taken_seq=40)
    assert commands.recall_ticket(OPEN, called, ISSUED_AT) == TicketRecalled(7, 3)
    assert code_of(lambda: commands.recall_ticket(OPEN, recalled, ISSUED_AT + 4999)) == "recall_too_soon"
    assert commands.recall_ticket(OPEN, recalled, ISSUED_AT + 5000) == TicketRecalled(7, 3)


def test_a_clock_set_back_never_keeps_anybody_from_recalling() -> None:
    recalled = a_ticket(TicketState.CALLED, called_at=ISSUED_AT, call_seq=41, taken_seq=40)
    assert commands.recall_ticket(OPEN, recalled, ISSUED_AT - 3_600_000) == TicketRecalled(7, 3)


def test_a_no_show_needs_as_many_recalls_as_the_centre_wants() -> None:
    twice = Policy(recalls_before_no_show=2)
    assert code_of(lambda: commands.miss_ticket(OPEN, a_ticket(TicketState.CALLED, calls=2), twice)) == (
        "no_show_too_soon"
    )
    assert commands.miss_ticket(OPEN, a_ticket(TicketState.CALLED, calls=3), twice) == TicketMissed(7, 3)


def test_a_no_show_is_called_back_within_the_time_that_the_centre_gives() -> None:
    missed = a_ticket(TicketState.NO_SHOW, ended_at=ISSUED_AT)
    commands.check_call_back(Policy(callback_s=60), missed, ISSUED_AT + 60_000)
    over = code_of(lambda: commands.check_call_back(Policy(callback_s=60), missed, ISSUED_AT + 60_001))
    assert over == "call_back_over"


def test_a_ticket_is_transferred_to_somewhere_else_that_works() -> None:
    held = a_ticket(TicketState.SERVING)
    assert code_of(lambda: commands.transfer_to_field(LAYOUT, OPEN, held, "ZZ", None)) == "unknown_field"
    assert code_of(lambda: commands.transfer_to_field(LAYOUT, OPEN, held, "CT", None)) == "transfer_nowhere"
    assert code_of(lambda: commands.transfer_to_counter(LAYOUT, OPEN, held, OPEN, None)) == "transfer_nowhere"
    assert (
        code_of(lambda: commands.transfer_to_counter(LAYOUT, OPEN, held, Counter(2), None))
        == "counter_closed"
    )


def test_the_first_dossiers_outcome_is_the_visits_own_unless_another_is_named() -> None:
    dossiers = [Dossier(None, "returned"), Dossier(None, "advised")]
    held = a_ticket(TicketState.SERVING)
    assert commands.finish_ticket(OPEN, held, None, dossiers).outcome == "returned"
    assert commands.finish_ticket(OPEN, held, Outcome.RECEIVED, dossiers).outcome == "received"


def test_a_dossier_without_a_code_is_as_good_as_any() -> None:
    done = commands.finish_ticket(OPEN, a_ticket(TicketState.SERVING), None, [Dossier(None, "received")])
    assert done.dossiers == ((None, "received", "direct", None),)
