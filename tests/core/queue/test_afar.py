"""Numbers from afar: how many, by when, and what becomes of one whose person is not here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.events import Entry, TicketCancelled, TicketIssued, TicketPlaceKept, TicketResumed
from server.core.forecast.telling import Wait
from server.core.model import Ticket, TicketState
from server.core.queue import afar
from server.core.queue.tickets import evolve_ticket
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS

NOW = 1_764_300_000_000
DAY = "2025-11-28"
KEEP = 30


def given_from_afar() -> Ticket:
    """A number of this moment, foretold to wait ten to twenty minutes."""
    issued = TicketIssued(7, DAY, "A", 7, "CT", "phone", low_s=600, high_s=1200, request="one")
    ticket = evolve_ticket(None, Entry(7, NOW, "city", issued))
    return evolve_ticket(ticket, Entry(8, NOW, "city", afar.expect(7, NOW, Wait(600, 1200), KEEP)))


def test_it_is_nobodys_turn_before_its_person_is_here() -> None:
    ticket = given_from_afar()
    assert ticket.expected
    assert ticket.state is TicketState.PARKED
    assert ticket.away_until == NOW + (20 + KEEP) * MINUTE_MS


def test_whoever_has_come_waits_and_may_say_so_again() -> None:
    resumed = afar.check_in(given_from_afar(), DAY)
    assert resumed == TicketResumed(7)
    here = evolve_ticket(given_from_afar(), Entry(9, NOW, "city", resumed))
    assert (here.state, here.expected) == (TicketState.WAITING, False)
    assert afar.check_in(here, DAY) is None


def test_a_number_that_was_taken_here_needs_no_check_in() -> None:
    issued = TicketIssued(7, DAY, "A", 7, "CT", "kiosk")
    with pytest.raises(Refusal, match="not_from_afar"):
        afar.check_in(evolve_ticket(None, Entry(7, NOW, "kiosk:1", issued)), DAY)


def test_who_comes_too_late_is_told_that_the_number_is_over() -> None:
    lapsed = evolve_ticket(given_from_afar(), Entry(9, NOW, "system", afar.lapse(given_from_afar())))
    assert lapsed.state is TicketState.CANCELLED
    with pytest.raises(Refusal, match="wrong_state"):
        afar.check_in(lapsed, DAY)


def test_nobody_keeps_on_a_place_of_somebody_who_went_for_a_while() -> None:
    issued = TicketIssued(7, DAY, "A", 7, "CT", "kiosk")
    here = evolve_ticket(None, Entry(7, NOW, "kiosk:1", issued))
    gone = evolve_ticket(here, Entry(8, NOW, "slip", TicketPlaceKept(7, NOW)))
    with pytest.raises(ValueError, match="in state parked"):
        evolve_ticket(gone, Entry(9, NOW, "system", TicketPlaceKept(7, NOW)))


@pytest.mark.parametrize(
    ("percent", "counters", "service_s", "share"),
    [(0, 3, 420, 0), (30, 2, 420, 5), (30, 0, 420, 2), (1, 1, 1200, 1), (50, 4, 300, 24), (30, 1, 0, 1080)],
)
def test_the_share_is_of_those_whom_the_counters_serve(
    percent: int, counters: int, service_s: int, share: int
) -> None:
    assert afar.share_of(percent, counters, service_s) == share


def test_past_the_share_none_is_given() -> None:
    afar.check_share(30, 5, 4)
    with pytest.raises(Refusal, match="afar_share"):
        afar.check_share(30, 5, 5)
    with pytest.raises(Refusal, match="afar_off"):
        afar.check_share(0, 0, 0)


@given(st.lists(st.tuples(st.integers(1, 600), st.booleans()), max_size=120))
def test_a_place_is_kept_for_half_an_hour_of_turns_at_least_and_ends(looks: list[tuple[int, bool]]) -> None:
    """Whatever the line does, whoever looks how often: nobody lapses while people stand before them."""
    ticket, now, turn_since = given_from_afar(), NOW, None
    for seq, (passed_s, turn) in enumerate(looks, 9):
        now += passed_s * 1000
        turn_since = (turn_since or now) if turn else None
        event = afar.kept_on(ticket, now, KEEP, no_longer=turn)
        if isinstance(event, TicketCancelled):
            assert event.lapsed
            assert turn_since is not None
            assert now >= NOW + (20 + KEEP) * MINUTE_MS
            return
        if event is not None:
            ticket = evolve_ticket(ticket, Entry(seq, now, "system", event))
        if turn_since is not None:
            assert now - turn_since < (20 + KEEP + KEEP + 5 + 10) * MINUTE_MS
