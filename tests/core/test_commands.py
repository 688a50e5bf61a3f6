"""What may be asked for, and what follows from it."""

from collections.abc import Callable

import pytest

from server.core import commands, counter_commands
from server.core.errors import Refusal
from server.core.events import CounterClosed, CounterOpened, CounterPaused, CounterResumed
from server.core.model import Counter, CounterState, TicketState
from server.core.policy import Policy
from tests.support.centre import small_layout
from tests.support.tickets import a_ticket, an_open_counter

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
    assert code_of(lambda: counter_commands.open_counter(LAYOUT, CLOSED, "lan", ["CT", "ZZ"])) == "unknown_field"


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
    ]
    assert {code_of(act) for act in acts} == {"no_ticket_in_hand"}


def test_a_visit_may_end_without_a_named_outcome() -> None:
    assert commands.finish_ticket(OPEN, a_ticket(TicketState.SERVING), None).outcome is None
