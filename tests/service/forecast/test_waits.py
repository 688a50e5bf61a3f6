"""The wait that people are told while nothing is foreseen: whole minutes, shorter with every counter that serves their field."""

from dataclasses import replace
from typing import Any

import pytest

from server.core.forecast.telling import Wait
from server.core.forecast.waits import Place
from server.service.centre import centre_now
from server.service.centre_views import centre_view
from server.service.context import Context
from server.service.forecast.waits import foresee, learnt
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer, Target
from server.service.queue.tickets import NumberRequest
from server.service.queue.waits import likely_wait, wait_of
from server.service.views import wait_view
from server.store.queue import tickets as store
from tests.support.centre import two_points_layout
from tests.support.clock import SetClock
from tests.support.journeys import LAN, MINH, take


def told(context: Context, ticket: int) -> dict[str, Any] | None:
    return wait_view(tickets.find(context, ticket).wait)


def plain(context: Context, field: str, ahead: int) -> Wait | None:
    return wait_of(context, Place(field, context.clock(), ahead))


def test_the_first_of_a_field_waits_less_than_a_minute(context: Context) -> None:
    counters.open_(context, 1, LAN)
    assert told(context, take(context)) == {"low_s": 0, "high_s": 60}


def test_people_ahead_make_a_rounded_range(context: Context) -> None:
    counters.open_(context, 1, LAN)
    last = [take(context, "CT") for _ in range(5)][-1]  # four ahead, five minutes each
    assert told(context, last) == {"low_s": 600, "high_s": 2100}


def test_a_long_range_is_told_in_half_hours(context: Context) -> None:
    counters.open_(context, 1, LAN)
    last = [take(context, "CT") for _ in range(21)][-1]  # 60 to 160 minutes
    assert told(context, last) == {"low_s": 3600, "high_s": 10_800}


def test_each_point_is_told_its_own_wait(context: Context, clock: SetClock) -> None:
    centre = context.centre
    context.settings.centre = replace(centre, layout=two_points_layout())
    counters.open_(context, 1, LAN, ["CT"])
    counters.open_(context, 2, MINH, ["CT"])
    for _ in range(6):  # visits in the hamlet take twice as long
        for n, officer, point, lasts in ((1, LAN, "", 5), (2, MINH, "hamlet", 10)):
            take(context, "CT", point=point)
            counters.call(context, n, officer)
            counters.serve(context, n, officer)
            clock.forward(minutes=lasts)
            counters.finish(context, n, officer)
    known = learnt(context)
    assert known.times["CT@hamlet"].mean_s > known.times["CT"].mean_s
    here, there = take(context, "CT"), take(context, "CT", point="hamlet")
    context.waits = foresee(context, known)
    assert set(context.waits.lines) == {"CT", "CT@hamlet"}
    assert told(context, here) == told(context, there) == {"low_s": 0, "high_s": 60}
    counters.close(context, 2, MINH)
    assert told(context, there) is None
    assert told(context, here) is not None


def test_a_second_counter_halves_the_wait(context: Context) -> None:
    last = [take(context, "CT") for _ in range(5)][-1]
    counters.open_(context, 1, LAN)
    assert told(context, last) == {"low_s": 600, "high_s": 2100}
    counters.open_(context, 2, MINH)
    assert told(context, last) == {"low_s": 360, "high_s": 1200}


def test_a_counter_on_a_break_does_not_count(context: Context) -> None:
    last = [take(context, "CT") for _ in range(5)][-1]
    counters.open_(context, 1, LAN)
    counters.open_(context, 2, MINH)
    counters.pause(context, 2, MINH)
    assert told(context, last) == {"low_s": 600, "high_s": 2100}


def test_a_field_with_longer_visits_waits_longer(context: Context) -> None:
    for n, name in ((1, "lan"), (3, "minh"), (5, "hoa")):
        counters.open_(context, n, Officer(name))
    waits = [likely_wait(context, Place(field, context.clock(), 1)).high_s for field in ("KQ", "CT", "DD")]
    assert waits == sorted(set(waits))


def test_no_wait_is_told_while_no_counter_serves_the_field(context: Context) -> None:
    ticket = take(context, "CT")
    assert (told(context, ticket), plain(context, "CT", 0)) == (None, None)
    counters.open_(context, 3, LAN)  # of other fields
    assert told(context, ticket) is None
    counters.open_(context, 1, MINH)
    assert told(context, ticket) is not None
    counters.close(context, 1, MINH)
    assert told(context, ticket) is None


def test_priority_calls_count_in_the_row_as_for_the_next_call_whatever_became_of_them(
    context: Context,
) -> None:
    counters.open_(context, 1, LAN, ["CT"])
    ordinary = take(context)
    early = [
        tickets.issue(context, NumberRequest("CT", priority="elderly"), "kiosk:1")[0]["id"] for _ in range(4)
    ]
    assert counters.call(context, 1, LAN)["id"] == early[0]
    counters.transfer(context, 1, LAN, Target(field="HT"))
    assert counters.call(context, 1, LAN)["id"] == early[1]
    counters.serve(context, 1, LAN)
    counters.finish(context, 1, LAN)
    context.waits = foresee(context, learnt(context))
    first, later = (tickets.find(context, each).wait for each in (ordinary, early[2]))
    assert first is not None
    assert later is not None
    assert first.high_s < later.high_s
    assert counters.call(context, 1, LAN)["id"] == ordinary


def test_a_ticket_taken_before_a_counter_opens_keeps_no_wait(context: Context) -> None:
    ticket = take(context, "CT")
    with context.store.read() as connection:
        stored = store.find(connection, ticket)
    assert stored is not None
    assert (stored.low_s, stored.high_s) == (None, None)


def test_a_counter_that_helps_out_serves_a_field_too(context: Context) -> None:
    ticket = take(context, "KQ")
    counters.open_(context, 1, LAN)  # CT and HT, and helps in KQ
    assert told(context, ticket) is not None


def test_a_counter_on_a_break_comes_back_and_a_closed_one_does_not(context: Context) -> None:
    ticket = take(context, "CT")
    counters.open_(context, 1, LAN)
    counters.pause(context, 1, LAN)
    assert told(context, ticket) is not None
    counters.resume(context, 1, LAN)
    counters.close(context, 1, LAN)
    assert told(context, ticket) is None


def test_an_old_forecast_does_not_outlive_the_last_counter(context: Context) -> None:
    ticket = take(context, "CT")
    counters.open_(context, 1, LAN)
    context.waits = foresee(context, learnt(context))
    assert told(context, ticket) is not None
    counters.close(context, 1, LAN)
    assert told(context, ticket) is None


def test_a_ticket_kept_for_a_counter_at_work_is_served_by_it(context: Context) -> None:
    ticket = take(context, "CT")
    counters.open_(context, 1, LAN)
    counters.open_(context, 3, MINH)  # of other fields
    counters.call(context, 1, LAN)
    counters.transfer(context, 1, LAN, Target(counter=3))
    counters.close(context, 1, LAN)
    assert told(context, ticket) is not None
    assert told(context, take(context, "CT")) is None
    counters.close(context, 3, MINH)
    assert told(context, ticket) is None


def test_a_ticket_that_was_called_does_not_wait(context: Context) -> None:
    take(context)
    second = take(context)
    counters.open_(context, 1, LAN)
    counters.call(context, 1, LAN, second)
    assert told(context, second) == {"low_s": 0, "high_s": 0}


def test_a_field_tells_the_wait_of_whoever_would_come_now(context: Context) -> None:
    counters.open_(context, 1, LAN)
    for _ in range(4):
        take(context, "CT")
    field = centre_view(context, centre_now(context), "vi")["fields"][0]
    newcomer, _ = tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    assert (field["waiting"], field["wait"]) == (newcomer["ahead"], newcomer["wait"])


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_a_field_is_named_in_vietnamese_or_in_english_for_every_other_language(
    context: Context, language: str
) -> None:
    names = {"vi": "Chứng thực", "en": "Certification", "fr": "Certification"}
    assert centre_view(context, centre_now(context), language)["fields"][0]["name"] == names[language]


def test_a_field_that_the_centre_gave_up_has_no_wait(context: Context) -> None:
    assert plain(context, "OLD", 3) is None


def test_an_officer_who_serves_fields_of_their_choice_counts_for_those(context: Context) -> None:
    last = [take(context, "KQ") for _ in range(11)][-1]
    counters.open_(context, 1, LAN, ["KQ"])
    assert told(context, last) == {"low_s": 900, "high_s": 3000}  # ten ahead, three minutes each
    counters.open_(context, 2, MINH, ["KQ"])
    assert told(context, last) == {"low_s": 540, "high_s": 1500}


def test_a_forecast_is_told_as_soon_as_there_is_one_and_kept_with_the_ticket(context: Context) -> None:
    take(context, "CT")
    counters.open_(context, 1, LAN)
    counters.call(context, 1, LAN)
    context.waits = foresee(context, learnt(context))
    second = take(context, "CT")

    assert 60 < told(context, second)["low_s"] < 360 < told(context, second)["high_s"] < 900
    with context.store.read() as connection:
        stored = store.find(connection, second)
    assert stored is not None
    assert {"low_s": stored.low_s, "high_s": stored.high_s} == told(context, second)


def test_history_is_learnt_from_visits_and_the_pauses_between_them(context: Context, clock: SetClock) -> None:
    for _ in range(30):
        take(context, "CT")
    counters.open_(context, 1, LAN)
    for _ in range(30):
        counters.call(context, 1, LAN)
        counters.serve(context, 1, LAN)
        clock.forward(seconds=900)
        counters.finish(context, 1, LAN)
        clock.forward(seconds=40)
    known = learnt(context)

    assert known.gap_s == 40
    assert known.times["CT"].mean_s > 700
    assert known.times["HT"].mean_s == pytest.approx(600)
