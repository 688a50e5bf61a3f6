"""The life of a counter."""

import pytest

from server.core.events import (
    CounterClosed,
    CounterHandedOver,
    CounterOpened,
    CounterPaused,
    CounterRestored,
    CounterResumed,
    Event,
    HelpAnswered,
    HelpCalled,
    ServiceStarted,
    TicketCalled,
    TicketFinished,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketRecalled,
    TicketRestored,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import Counter, CounterState
from server.core.queue.counters import evolve_counter
from tests.support.tickets import an_open_counter, entry


def test_it_opens_for_an_officer_and_fields() -> None:
    opened = evolve_counter(Counter(3), entry(CounterOpened(3, "lan", ("CT",)), at=5))
    assert opened == Counter(3, CounterState.OPEN, "lan", ("CT",), since=5)


def test_it_forgets_everything_when_it_closes() -> None:
    assert evolve_counter(an_open_counter(), entry(CounterClosed(3))) == Counter(3)


def test_it_keeps_its_officer_and_fields_over_a_break() -> None:
    paused = evolve_counter(an_open_counter(), entry(CounterPaused(3, "lunch"), at=5))
    assert paused == an_open_counter(state=CounterState.PAUSED, since=5, reason="lunch")
    assert evolve_counter(paused, entry(CounterResumed(3), at=6)) == an_open_counter(since=6)


def test_it_holds_the_ticket_that_it_called() -> None:
    assert evolve_counter(an_open_counter(), entry(TicketCalled(7, 3, "next"))).ticket == 7


FREE_THE_HANDS: list[Event] = [
    TicketFinished(7, 3),
    TicketMissed(7, 3),
    TicketReturned(7, 3),
    TicketParked(7, 3),
    TicketTransferred(7, 3, "HT"),
    TicketLapsed(7, 3),
]


@pytest.mark.parametrize("event", FREE_THE_HANDS, ids=lambda event: event.type)
def test_its_hands_are_free_again(event: Event) -> None:
    assert evolve_counter(an_open_counter(ticket=7), entry(event)) == an_open_counter()


@pytest.mark.parametrize(
    "event", [TicketRecalled(7, 3), ServiceStarted(7, 3), TicketRestored(7, 3, 40, {"state": "called"})]
)
def test_it_stays_as_it_is_while_the_visit_goes_on(event: Event) -> None:
    assert evolve_counter(an_open_counter(ticket=7), entry(event)) == an_open_counter(ticket=7)


def test_it_is_handed_over_with_the_ticket_in_hand() -> None:
    handed = evolve_counter(an_open_counter(ticket=7), entry(CounterHandedOver(3, "minh")))
    assert handed == an_open_counter(ticket=7, officer="minh")


def test_it_opens_for_what_it_helps_out_in_and_forgets_the_reason_of_a_break() -> None:
    paused = an_open_counter(state=CounterState.PAUSED, reason="lunch")
    opened = evolve_counter(paused, entry(CounterOpened(3, "lan", ("CT",), ("HT",)), at=5))
    assert opened == an_open_counter(fields=("CT",), helps=("HT",), since=5)


def test_help_is_called_for_until_it_is_answered() -> None:
    calling = evolve_counter(an_open_counter(), entry(HelpCalled(3, "máy in kẹt"), at=5))
    assert calling == an_open_counter(help_at=5, help_text="máy in kẹt")
    assert evolve_counter(calling, entry(HelpAnswered(3))) == an_open_counter()


def test_a_restored_counter_is_what_the_undo_says() -> None:
    closed, was = Counter(3), {"state": "open", "officer": "lan", "fields": ("CT", "HT"), "since": 5}
    assert evolve_counter(closed, entry(CounterRestored(3, 40, was))) == an_open_counter(since=5)
