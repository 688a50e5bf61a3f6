"""The life of a counter."""

import pytest

from server.core.counters import evolve_counter
from server.core.events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    Event,
    ServiceStarted,
    TicketCalled,
    TicketFinished,
    TicketMissed,
    TicketRecalled,
    TicketReturned,
)
from server.core.model import Counter, CounterState
from tests.support.tickets import an_open_counter, entry


def test_it_opens_for_an_officer_and_fields() -> None:
    opened = evolve_counter(Counter(3), entry(CounterOpened(3, "lan", ("CT",)), at=5))
    assert opened == Counter(3, CounterState.OPEN, "lan", ("CT",), since=5)


def test_it_forgets_everything_when_it_closes() -> None:
    assert evolve_counter(an_open_counter(), entry(CounterClosed(3))) == Counter(3)


def test_it_keeps_its_officer_and_fields_over_a_break() -> None:
    paused = evolve_counter(an_open_counter(), entry(CounterPaused(3, "lunch"), at=5))
    assert paused == an_open_counter(state=CounterState.PAUSED, since=5)
    assert evolve_counter(paused, entry(CounterResumed(3), at=6)) == an_open_counter(since=6)


def test_it_holds_the_ticket_that_it_called() -> None:
    assert evolve_counter(an_open_counter(), entry(TicketCalled(7, 3, "next"))).ticket == 7


@pytest.mark.parametrize("event", [TicketFinished(7, 3), TicketMissed(7, 3), TicketReturned(7, 3)])
def test_its_hands_are_free_again(event: Event) -> None:
    assert evolve_counter(an_open_counter(ticket=7), entry(event)) == an_open_counter()


@pytest.mark.parametrize("event", [TicketRecalled(7, 3), ServiceStarted(7, 3)])
def test_it_stays_as_it_is_while_the_visit_goes_on(event: Event) -> None:
    assert evolve_counter(an_open_counter(ticket=7), entry(event)) == an_open_counter(ticket=7)
