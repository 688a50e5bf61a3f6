"""The checker on numbers from afar: a right history is clean, and each way of breaking a promise of theirs is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.history.made import SETTINGS, Made

CALLED = {"state": "parked", "counter": None}
REMOTE = SETTINGS["remote"]


@pytest.fixture
def made() -> Made:
    """Counter 1 is open for CT."""
    history = Made()
    history.opens(1, "CT")
    return history


def test_a_right_history_is_clean(made: Made) -> None:
    """They come and are called at their place, give up, do not come, are asked about again, are called by hand; one call is undone."""
    early, here = made.afar("r-1"), made.take()
    made.serves(1, here)
    made.keeps(early, 35)
    behind = made.take()
    made.comes(early, "r-1")
    made.hears("r-1", "check_in", "checked_in", early, key="here-again")
    made.hears("r-1", "number", "checked_in", early)
    made.serves(1, early)
    made.serves(1, behind)
    gone = made.afar("r-2")
    made.row("ticket_cancelled", gone, by="city")
    made.hears("r-2", "cancel", "cancelled", gone, key="c-2")
    late = made.afar("r-3")
    made.passes(31)
    made.lapses(late)
    made.hears("r-3", "number", "lapsed", late)
    made.hears("r-3", "cancel", "cancelled", late, key="c-3")
    made.hears("r-4", "cancel", "cancelled", key="c-4")
    made.hears("r-4", "number", "refused")
    by_hand = made.afar("r-5")
    called = made.calls(1, by_hand, "chosen")
    made.undoes(1, by_hand, called, CALLED, {"ticket": None})
    made.keeps(by_hand, 40)
    made.calls(1, by_hand, "chosen")
    at_the_kiosk = made.afar("r-6")
    made.row("ticket_resumed", at_the_kiosk, by="kiosk:1")
    for key in ("k-1", "k-2"):
        made.asks("kiosk:1", f"/tickets/{at_the_kiosk}/resume", 200, key, id=at_the_kiosk, state="waiting")
    assert made.judged() == []


def request_twice(made: Made) -> None:
    made.afar("r-1")
    ticket = made.afar("r-1")
    made.said[-1] = replace(made.said[-2])
    assert ticket


def called_before_they_came(made: Made) -> None:
    made.calls(1, made.afar("r-1"))


def called_before_somebody_who_is_here(made: Made) -> None:
    ticket = made.afar("r-1")
    made.take()
    made.calls(1, ticket)


def called_before_their_turn(made: Made) -> None:
    made.take()
    ticket = made.afar("r-1")
    made.comes(ticket, "r-1")
    made.calls(1, ticket)


def passed_over_though_here(made: Made) -> None:
    ticket = made.afar("r-1")
    behind = made.take()
    made.comes(ticket, "r-1")
    made.calls(1, behind)


def lapsed_was_called(made: Made) -> None:
    ticket = made.afar("r-1")
    made.passes(31)
    made.lapses(ticket)
    made.calls(1, ticket, "chosen")


def given_up_was_called(made: Made) -> None:
    ticket = made.afar("r-1")
    made.row("ticket_cancelled", ticket, by="city")
    made.hears("r-1", "cancel", "cancelled", ticket, key="c-1")
    made.calls(1, ticket, "chosen")


def lapsed_though_here(made: Made) -> None:
    ticket = made.afar("r-1")
    made.comes(ticket, "r-1")
    made.passes(31)
    made.lapses(ticket)


def lapsed_though_nobodys_from_afar(made: Made) -> None:
    made.lapses(made.take())


def lapsed_too_early(made: Made) -> None:
    ticket = made.afar("r-1")
    made.passes(29)
    made.lapses(ticket)


def lapsed_though_kept_on(made: Made) -> None:
    ticket = made.afar("r-1")
    made.keeps(ticket, 60)
    made.passes(31)
    made.lapses(ticket)


def arrived_twice(made: Made) -> None:
    ticket = made.afar("r-1")
    for _ in range(2):
        made.comes(ticket, "r-1")


def no_place_was_kept(made: Made) -> None:
    made.afar("r-1")
    kept = made.rows.pop()
    made.row("counter_paused", None, 1, "officer:one")
    assert kept.type == "ticket_place_kept"


def no_place_was_kept_in_time(made: Made) -> None:
    made.afar("r-1")
    made.rows[-1] = replace(made.rows[-1], at=made.at + 1)


def place_kept_of_somebody_here(made: Made) -> None:
    ticket = made.afar("r-1")
    made.comes(ticket, "r-1")
    made.keeps(ticket, 30)


def given_though_none_are(made: Made) -> None:
    made.changes("remote", None, REMOTE, {"share": 0, "keep_minutes": 30})
    made.afar("r-1")


def number_lost(made: Made) -> None:
    made.afar("r-1")
    del made.rows[-2:]


def arrival_lost(made: Made) -> None:
    ticket = made.afar("r-1")
    made.hears("r-1", "check_in", "checked_in", ticket, key="here-1")


def arrival_at_the_kiosk_lost(made: Made) -> None:
    ticket = made.afar("r-1")
    made.asks("kiosk:1", f"/tickets/{ticket}/resume", 200, id=ticket, state="waiting")


def giving_up_lost(made: Made) -> None:
    ticket = made.afar("r-1")
    made.hears("r-1", "cancel", "cancelled", ticket, key="c-1")


def said_to_have_lapsed(made: Made) -> None:
    ticket = made.afar("r-1")
    made.row("ticket_cancelled", ticket, by="officer:nobody")
    made.hears("r-1", "number", "lapsed", ticket)


def told_another_number(made: Made) -> None:
    ticket = made.afar("r-1")
    made.said[-1] = replace(made.said[-1], told={**made.said[-1].told, "number": "A009"})
    assert ticket


def told_a_second_number(made: Made) -> None:
    made.afar("r-1")
    other = made.afar("r-2")
    made.said[-1] = replace(made.said[-1], key="r-1")
    made.hears("r-2", "number", "issued", other)


def given_unasked(made: Made) -> None:
    made.afar("r-1")
    made.afar("r-2")
    made.said.pop()


def given_though_given_up(made: Made) -> None:
    made.hears("r-1", "cancel", "cancelled", key="c-1")
    made.afar("r-1")


BROKEN: dict[Callable[[Made], None], set[str]] = {
    request_twice: {"request_twice"},
    called_before_they_came: {"called_before_arrival"},
    called_before_somebody_who_is_here: {"called_before_arrival"},
    called_before_their_turn: {"calling_order"},
    passed_over_though_here: {"calling_order"},
    lapsed_was_called: {"lapsed_was_called"},
    given_up_was_called: {"cancelled_was_called"},
    lapsed_though_here: {"lapsed_though_here"},
    lapsed_though_nobodys_from_afar: {"lapsed_though_here"},
    lapsed_too_early: {"lapsed_too_early"},
    lapsed_though_kept_on: {"lapsed_too_early"},
    arrived_twice: {"arrived_twice"},
    no_place_was_kept: {"waits_unseen"},
    no_place_was_kept_in_time: {"waits_unseen"},
    place_kept_of_somebody_here: {"place_kept_again"},
    given_though_none_are: {"settings_disobeyed"},
    number_lost: {"lost"},
    arrival_lost: {"lost"},
    arrival_at_the_kiosk_lost: {"lost"},
    giving_up_lost: {"lost"},
    said_to_have_lapsed: {"lost"},
    told_another_number: {"number_told_otherwise"},
    told_a_second_number: {"lost", "another_answer"},
    given_unasked: {"done_unasked"},
    given_though_given_up: {"given_though_given_up"},
}


@pytest.mark.parametrize("break_", BROKEN, ids=lambda break_: break_.__name__)
def test_what_breaks_a_promise_is_named_with_its_proof(made: Made, break_: Callable[[Made], None]) -> None:
    break_(made)
    findings = made.judged()
    assert {finding.name for finding in findings} == BROKEN[break_]
    assert all(finding.proof for finding in findings)
