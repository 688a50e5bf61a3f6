"""The checker itself: a right history is clean, and each way of breaking a promise is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.history.made import DAY, SETTINGS, Made

CT = SETTINGS["fields"][0]
CALLED = {"state": "waiting", "counter": None}


@pytest.fixture
def made() -> Made:
    """Counters 1 (CT, helping out with HT), 2 (HT) and 3 (CT, in the hamlet) are open."""
    history = Made()
    history.opens(1, "CT", helps=("HT",))
    history.opens(2, "HT")
    history.opens(3, "CT")
    return history


def a_right_morning(made: Made) -> None:
    first, second, third = made.take(), made.take("HT"), made.take(priority="elderly")
    made.serves(1, third)
    called = made.calls(1, first)
    made.undoes(1, first, called, CALLED, {"ticket": None})
    made.serves(1, first)
    made.calls(2, second)
    made.acts(2, "no-show", second)
    made.passes(29)
    made.calls(2, second, "chosen")
    made.acts(2, "park", second)
    made.resume(second)
    made.calls(2, second)
    made.acts(2, "serve", second)
    made.acts(2, "transfer", second, field="HT", for_counter=1)
    made.serves(1, second)
    made.row("visit_rated", first, 1, "slip", day=DAY, level=None)
    made.asks("slip", "/ratings", 201, number="A001")
    made.cancel(made.take())
    hamlet = made.take(point="hamlet")
    made.serves(3, hamlet)
    made.changes("fields", "CT", CT, CT | {"daily_limit": 9})
    made.puts("fields", "CT", CT | {"daily_limit": 9})
    made.take()
    made.asks("kiosk:1", "/tickets", None, key="lost")
    made.asks("kiosk:1", "/tickets", 409, key="lost", code="daily_limit")


def test_a_right_history_is_clean(made: Made) -> None:
    a_right_morning(made)
    assert made.judged() == []


def test_what_was_built_and_undone_again_stands_in_no_undos_way(made: Made) -> None:
    ticket = made.take("HT")
    made.calls(2, ticket)
    returned = made.acts(2, "return", ticket)
    called = made.calls(1, ticket)
    made.undoes(1, ticket, called, CALLED, {"ticket": None})
    made.undoes(2, ticket, returned, {"state": "called", "counter": 2}, {"ticket": ticket})
    assert made.judged() == []


def test_an_empty_one_is_clean() -> None:
    assert Made().judged() == []


def number_twice(made: Made) -> None:
    made.take()
    made.row("ticket_issued", 6, by="kiosk:2", day=DAY, prefix="A", n=1, field="CT", channel="kiosk")


def number_told_otherwise(made: Made) -> None:
    made.take()
    made.said[-1] = replace(made.said[-1], told={**made.said[-1].told, "number": "A002"})


def cancelled_was_called(made: Made) -> None:
    ticket = made.take()
    made.cancel(ticket)
    made.calls(1, ticket)


def called_out_of_hands(made: Made) -> None:
    ticket = made.take()
    made.serves(1, ticket)
    made.calls(1, ticket)


def two_counters(made: Made) -> None:
    ticket = made.take("HT")
    made.calls(2, ticket)
    made.calls(1, ticket)


def two_tickets(made: Made) -> None:
    first, second = made.take(), made.take()
    made.calls(1, first)
    made.calls(1, second)


def not_in_its_hands(made: Made) -> None:
    ticket = made.take()
    made.calls(1, ticket)
    made.acts(2, "serve", ticket)


def another_day(made: Made) -> None:
    ticket = made.take()
    made.rows[-1] = replace(made.rows[-1], data={**made.rows[-1].data, "day": "2026-11-22"})
    made.calls(1, ticket, "chosen")


def counter_not_open(made: Made) -> None:
    ticket = made.take()
    made.row("counter_paused", None, 1, "officer:one")
    made.calls(1, ticket)


def another_point(made: Made) -> None:
    made.calls(3, made.take(), "chosen")


def called_back_too_late(made: Made) -> None:
    ticket = made.take()
    made.calls(1, ticket)
    made.acts(1, "no-show", ticket)
    made.passes(31)
    made.calls(1, ticket, "chosen")


def lost(made: Made) -> None:
    made.take()
    made.rows.pop()


def done_by_somebody_else(made: Made) -> None:
    made.take()
    made.rows[-1] = replace(made.rows[-1], actor="kiosk:9")


def lost_of_a_box(made: Made) -> None:
    made.asks("kiosk:1", "/tickets", 201, id=-1, number="LA001", offline=True)


def done_twice(made: Made) -> None:
    ticket = made.take()
    made.calls(1, ticket)
    made.acts(1, "recall", ticket)
    made.row("ticket_recalled", ticket, 1, "officer:one")


def given_twice_for_one_key(made: Made) -> None:
    made.take()
    made.take()
    made.said[-1] = replace(made.said[-1], key=made.said[-2].key, told=made.said[-2].told)


def a_ballot_lost(made: Made) -> None:
    ticket = made.take()
    made.serves(1, ticket)
    made.asks("slip", "/ratings", 201, number="A001")


def a_setting_lost(made: Made) -> None:
    made.puts("fields", "CT", CT | {"daily_limit": 5})


def a_setting_too_late(made: Made) -> None:
    made.puts("fields", "CT", CT | {"daily_limit": 5})
    made.take()
    made.changes("fields", "CT", CT, CT | {"daily_limit": 5})


def done_though_refused(made: Made) -> None:
    made.take()
    made.said[-1] = replace(made.said[-1], status=503, told={"code": "storage_busy"})


def another_answer(made: Made) -> None:
    made.take()
    made.said.append(
        replace(made.said[-1], sent=made.asked + 1, heard=made.asked + 2, told={"id": 7, "number": "A007"})
    )


def a_key_forgotten(made: Made) -> None:
    made.take()
    made.said.append(replace(made.said[-1], sent=made.asked + 1, heard=made.asked + 2, status=409, told={}))


def out_of_order(made: Made) -> None:
    made.take()
    made.take()
    late, early = made.said[-2:]
    made.said[-2:] = [
        replace(late, sent=early.sent, heard=early.heard),
        replace(early, sent=late.sent, heard=late.heard),
    ]


def undo_untrue(made: Made) -> None:
    ticket = made.take()
    made.calls(1, ticket)
    seq = made.acts(1, "serve", ticket)
    made.undoes(1, ticket, seq, {"state": "called", "counter": 2})


def undo_leaves_something(made: Made) -> None:
    ticket = made.take("HT")
    made.calls(2, ticket)
    seq = made.acts(2, "transfer", ticket, field="CT")
    made.undoes(2, ticket, seq, {"state": "called", "counter": 2}, {"ticket": ticket})


def undo_over_others(made: Made) -> None:
    ticket = made.take("HT")
    made.calls(2, ticket)
    seq = made.acts(2, "return", ticket)
    made.calls(1, ticket)
    made.acts(1, "return", ticket)
    made.undoes(2, ticket, seq, {"state": "called", "counter": 2}, {"ticket": ticket})


def undo_too_late(made: Made) -> None:
    ticket = made.take()
    seq = made.calls(1, ticket)
    made.passes(1)
    made.undoes(1, ticket, seq, CALLED, {"ticket": None})


def undo_of_nothing(made: Made) -> None:
    ticket = made.take()
    made.undoes(1, ticket, made.take("HT"), {"state": "waiting"})


def undo_told_otherwise(made: Made) -> None:
    ticket, other = made.take(), made.take()
    seq = made.calls(1, ticket)
    made.undoes(1, ticket, seq, CALLED, {"ticket": None})
    made.said[-1] = replace(made.said[-1], told={"id": other, "state": "waiting"})


def another_undo_offered(made: Made) -> None:
    ticket = made.take()
    seq = made.calls(1, ticket)
    made.asks("officer:one", "/counters/1", 200, n=1, seq=seq, undo={"action": "recall", "number": "A001"})
    made.undoes(1, ticket, seq, CALLED, {"ticket": None})


def not_the_first(made: Made) -> None:
    made.take()
    made.calls(1, made.take())


def own_before_help(made: Made) -> None:
    helped = made.take("HT")
    made.take()
    made.calls(1, helped)


def help_when_it_is_late(made: Made) -> None:
    made.take("HT")
    made.passes(15)
    made.calls(1, made.take())


def weight(made: Made) -> None:
    ordinary = made.take()
    made.take(priority="elderly")
    made.calls(1, ordinary)


def weight_no_more(made: Made) -> None:
    made.take()
    made.passes(31)
    made.calls(1, made.take(priority="elderly"))


def three_in_a_row(made: Made) -> None:
    made.take()
    for _ in range(3):
        made.serves(1, made.take(priority="elderly"))


def an_undone_call_counts_not(made: Made) -> None:
    ordinary, first, second, third = made.take(), *(made.take(priority="elderly") for _ in range(3))
    made.serves(1, first)
    seq = made.calls(1, second)
    made.undoes(1, second, seq, CALLED, {"ticket": None})
    made.calls(1, ordinary)
    assert third


def waited_longest(made: Made) -> None:
    made.take()
    made.passes(45)
    made.changes(
        "priority_classes",
        "elderly",
        {"code": "elderly", "weight_minutes": 30},
        {"code": "elderly", "weight_minutes": 240},
    )
    made.calls(1, made.take(priority="elderly"))


def kept_for_another(made: Made) -> None:
    ticket = made.take("HT")
    made.calls(1, ticket)
    made.acts(1, "transfer", ticket, field="HT", for_counter=2)
    made.calls(1, ticket)


def arrival_is_the_journals(made: Made) -> None:
    made.take()
    made.passes(-60)
    made.calls(1, made.take())


def the_old_order(made: Made) -> None:
    calling = SETTINGS["calling"]
    made.changes("calling", None, calling, calling | {"help_after_minutes": 0})
    made.take("HT")
    made.calls(1, made.take())


def reason_untrue(made: Made) -> None:
    ticket = made.take()
    heads = [[ticket + 1, "CT", 0, None, False, False]]
    made.calls(1, ticket, why={"now": made.at + 1000, "in_a_row": 0, "heads": heads})


def another_row_told(made: Made) -> None:
    ticket = made.take()
    heads = [[ticket, "CT", 0, None, False, False]]
    made.calls(1, ticket, why={"now": made.at + 1000, "in_a_row": 1, "heads": heads})


def settings_out_of_order(made: Made) -> None:
    made.changes("fields", "CT", CT | {"daily_limit": 3}, CT | {"daily_limit": 4})


def a_field_that_is_gone(made: Made) -> None:
    made.changes("fields", "CT", CT, None)
    made.take()


def more_than_the_limit(made: Made) -> None:
    made.changes("fields", "CT", CT, CT | {"daily_limit": 1})
    made.take()
    made.take()


def below_the_first_number(made: Made) -> None:
    made.changes("fields", "CT", CT, CT | {"first_number": 100})
    made.take()


def the_old_prefix(made: Made) -> None:
    made.changes("fields", "CT", CT, CT | {"prefix": "X"})
    made.take()


def the_helpers_alone(made: Made) -> None:
    made.changes("fields", "CT", CT, CT | {"helper_only": True})
    made.take()


def rated_twice(made: Made) -> None:
    ticket = made.take()
    made.serves(1, ticket)
    for _ in range(2):
        made.row("visit_rated", ticket, 1, "slip", day=DAY)


def rated_unfinished(made: Made) -> None:
    made.row("visit_rated", made.take(), 1, "slip", day=DAY)


def place_kept_again(made: Made) -> None:
    ticket = made.take()
    made.row("ticket_place_kept", ticket, by="slip", until=0)
    made.resume(ticket)
    made.row("ticket_place_kept", ticket, by="slip", until=0)


BROKEN: dict[Callable[[Made], None], str] = {
    number_twice: "number_twice",
    number_told_otherwise: "number_told_otherwise",
    cancelled_was_called: "cancelled_was_called",
    called_out_of_hands: "called_out_of_hands",
    two_counters: "two_counters_for_a_ticket",
    two_tickets: "two_tickets_at_a_counter",
    not_in_its_hands: "not_in_its_hands",
    another_day: "called_on_another_day",
    counter_not_open: "called_by_a_counter_not_open",
    another_point: "called_to_another_point",
    called_back_too_late: "called_back_too_late",
    lost: "lost",
    done_by_somebody_else: "lost",
    lost_of_a_box: "lost",
    a_ballot_lost: "lost",
    a_setting_lost: "lost",
    a_setting_too_late: "out_of_order",
    done_twice: "done_unasked",
    given_twice_for_one_key: "done_unasked",
    done_though_refused: "done_unasked",
    another_answer: "another_answer",
    a_key_forgotten: "another_answer",
    out_of_order: "out_of_order",
    undo_untrue: "undo_untrue",
    undo_leaves_something: "undo_untrue",
    undo_over_others: "undo_over_others",
    undo_too_late: "undo_too_late",
    undo_of_nothing: "undo_of_nothing",
    undo_told_otherwise: "undo_told_otherwise",
    another_undo_offered: "undo_told_otherwise",
    not_the_first: "calling_order",
    own_before_help: "calling_order",
    help_when_it_is_late: "calling_order",
    weight: "calling_order",
    weight_no_more: "calling_order",
    three_in_a_row: "calling_order",
    an_undone_call_counts_not: "calling_order",
    waited_longest: "calling_order",
    kept_for_another: "calling_order",
    arrival_is_the_journals: "calling_order",
    the_old_order: "calling_order",
    reason_untrue: "reason_untrue",
    another_row_told: "reason_untrue",
    settings_out_of_order: "settings_out_of_order",
    a_field_that_is_gone: "settings_disobeyed",
    more_than_the_limit: "settings_disobeyed",
    below_the_first_number: "settings_disobeyed",
    the_old_prefix: "settings_disobeyed",
    the_helpers_alone: "settings_disobeyed",
    rated_twice: "rated_twice",
    rated_unfinished: "rated_unfinished",
    place_kept_again: "place_kept_again",
}


@pytest.mark.parametrize("break_", BROKEN, ids=lambda break_: break_.__name__)
def test_what_breaks_a_promise_is_named_with_its_proof(made: Made, break_: Callable[[Made], None]) -> None:
    break_(made)
    findings = made.judged()
    assert {finding.name for finding in findings} == {BROKEN[break_]}
    assert all(finding.proof for finding in findings)
