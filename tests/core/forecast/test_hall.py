"""The hall played forward: who is called when, under the calling order that calls them in truth."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from server.core.forecast.hall import AtWork, Hall, forecast
from server.core.forecast.service_times import learn
from server.core.forecast.telling import Wait
from server.core.forecast.waits import Place, Waits, waits_from
from server.core.queue.policy import Policy
from server.core.queue.standing import Waiting

NOW = 1_795_000_000_000
MINUTE = 60_000
POLICY = Policy({"elderly": 1800})
STEADY = dict.fromkeys(("CT", "HT", "DD"), (300.0,))


def hall(waiting: int = 0, counters: int = 1, **facts: Any) -> Hall:
    """People who came one a minute for CT, and counters that serve it, each visit five minutes."""
    line = tuple(Waiting(i + 1, "CT", NOW - (waiting - i) * MINUTE) for i in range(waiting))
    desks = tuple(AtWork(n + 1, ("CT",)) for n in range(counters))
    return replace(Hall(NOW, line, desks, POLICY, STEADY, gap_s=0), **facts)


def minutes(found: Any) -> float:
    return (found.middle - NOW) / MINUTE


def test_people_are_called_one_visit_after_the_other() -> None:
    found = forecast(hall(3), Random(1))
    assert [minutes(found.tickets[ticket]) for ticket in (1, 2, 3)] == [0, 5, 10]
    assert minutes(found.newcomers["CT"]) == 15


def test_two_counters_take_half_the_time() -> None:
    assert minutes(forecast(hall(4, counters=2), Random(1)).newcomers["CT"]) == 10


def test_a_visit_in_progress_is_waited_for_as_long_as_such_visits_last() -> None:
    busy = AtWork(1, ("CT",), busy_with="CT", busy_ms=2 * MINUTE)
    found = forecast(replace(hall(1), counters=(busy,)), Random(1))
    assert minutes(found.tickets[1]) == 3


def test_a_visit_longer_than_any_before_it_ends_some_day() -> None:
    busy = AtWork(1, ("CT",), busy_with="CT", busy_ms=90 * MINUTE)
    found = forecast(replace(hall(1), counters=(busy,)), Random(1))
    assert 0 < minutes(found.tickets[1]) <= 10


def test_a_counter_on_a_break_is_expected_back_ten_minutes_after_it_began() -> None:
    resting = AtWork(1, ("CT",), rests_ms=4 * MINUTE)
    assert minutes(forecast(replace(hall(1), counters=(resting,)), Random(1)).tickets[1]) == 6


def test_a_priority_class_goes_first_as_the_calling_order_has_it() -> None:
    people = (*hall(2).waiting, Waiting(9, "CT", NOW, "elderly"))
    found = forecast(replace(hall(), waiting=people), Random(1))
    assert [minutes(found.tickets[ticket]) for ticket in (9, 1, 2)] == [0, 5, 10]


def test_a_kept_ticket_waits_for_its_own_counter() -> None:
    slow = AtWork(1, ("CT",), busy_with="CT", busy_ms=0)
    people = (Waiting(1, "CT", NOW - MINUTE, kept_for=1),)
    found = forecast(replace(hall(), waiting=people, counters=(slow, AtWork(2, ("CT",)))), Random(1))
    assert minutes(found.tickets[1]) == 5


def test_each_point_is_foreseen_with_its_own_counters_and_times() -> None:
    people = (
        *(Waiting(i, "CT", NOW - MINUTE) for i in (1, 2)),
        *(Waiting(i, "CT@hut", NOW - MINUTE) for i in (3, 4)),
        Waiting(5, "CT@hut", NOW, kept_for=1),  # kept for a counter that is elsewhere: anybody's there
    )
    desks = (AtWork(1, ("CT",)), AtWork(2, ("CT@hut",), point="hut"))
    two = replace(hall(), waiting=people, counters=desks, times_s={"CT": (300.0,), "CT@hut": (600.0,)})
    found = forecast(two, Random(1))
    assert [minutes(found.tickets[ticket]) for ticket in (1, 2, 3, 4, 5)] == [0, 5, 0, 10, 20]
    assert [minutes(found.newcomers[line]) for line in ("CT", "CT@hut")] == [10, 30]


def test_nobody_is_promised_a_call_where_no_counter_serves() -> None:
    people = (Waiting(1, "DD", NOW - MINUTE),)
    found = forecast(replace(hall(), waiting=people), Random(1))
    assert found.tickets == {}
    assert "DD" not in found.newcomers


def test_people_of_priority_who_will_come_make_the_others_wait_longer() -> None:
    quiet, rush = hall(8), hall(8, coming={("CT", "elderly"): 12.0})
    assert minutes(forecast(rush, Random(1)).newcomers["CT"]) > minutes(
        forecast(quiet, Random(1)).newcomers["CT"]
    )


def test_the_upper_end_lies_beyond_the_middle_when_visits_vary() -> None:
    times = {"CT": learn(300, []).steps()}
    found = forecast(replace(hall(10), times_s=times), Random(1))
    assert all(e.upper >= e.middle for e in found.tickets.values())
    assert found.newcomers["CT"].upper > found.newcomers["CT"].middle


def test_the_same_dice_foretell_the_same() -> None:
    varied = replace(hall(6), times_s={"CT": learn(300, []).steps()})
    assert forecast(varied, Random(3)) == forecast(varied, Random(3))


class TestBetweenForecasts:
    """Somebody who comes after the forecast was made is told what follows from it."""

    @pytest.fixture
    def waits(self) -> Waits:
        now = hall(3)
        return waits_from(forecast(now, Random(1)), now, {"CT": learn(300, [])})

    def test_a_known_ticket_is_told_what_was_foreseen_for_it(self, waits: Waits) -> None:
        assert waits.of(Place("CT", NOW, 1, ticket=2), POLICY, NOW) == Wait(300, 300)
        assert waits.of(Place("CT", NOW, 1, ticket=2), POLICY, NOW + 4 * MINUTE) == Wait(60, 60)

    def test_a_newcomer_behind_more_people_waits_longer_by_their_visits(self, waits: Waits) -> None:
        assert waits.of(Place("CT", NOW, 3), POLICY, NOW) == Wait(900, 900)
        assert waits.of(Place("CT", NOW, 4), POLICY, NOW) == Wait(1200, 1200)

    def test_a_newcomer_of_priority_is_told_the_time_of_whoever_stands_right_behind(
        self, waits: Waits
    ) -> None:
        assert waits.of(Place("CT", NOW, 0, "elderly"), POLICY, NOW) == Wait(0, 0)

    def test_nothing_is_told_for_a_field_that_nobody_serves(self, waits: Waits) -> None:
        assert waits.of(Place("DD", NOW, 0), POLICY, NOW) is None
