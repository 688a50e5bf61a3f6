"""The board for browsers without scripts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from display.large_places import Moment, advance
from display.plain import RELOAD_S, minutes, plain
from tests.support.made_boards import Made, made_state


@pytest.mark.parametrize(
    ("low_s", "high_s", "said"),
    [(0, 0, "0–1"), (60, 61, "1–2"), (120, 120, "2"), (300, 900, "5–15"), (700, 701, "10–15")],
)
def test_a_wait_is_told_as_people_say_it(low_s: int, high_s: int, said: str) -> None:
    assert minutes(low_s, high_s) == said


def test_counters_stand_in_columns_in_their_order() -> None:
    rows = plain(made_state(Made(counters=20))).counters
    assert [[counter.n for counter in row] for row in rows][:2] == [[1, 8, 15], [2, 9, 16]]


def test_an_empty_hall_is_a_whole_board() -> None:
    board = plain(made_state(Made(counters=0, fields=0, large=0)))
    assert (board.calls, board.counters, board.queues, board.missed) == ([], [], [], [])


def test_the_last_call_stays_when_its_time_is_over() -> None:
    state = made_state(Made(large=0))
    assert [call.number for row in plain(state).calls for call in row] == [state.calls[0].number]


@pytest.mark.parametrize("stays_s", [1, 3, 8])
@pytest.mark.parametrize("first_load_s", [0.0, 1.3, 2.5, 4.9])
def test_each_call_stands_on_the_page_for_its_time_however_seldom_it_is_loaded(
    stays_s: int, first_load_s: float
) -> None:
    made = made_state(Made(counters=30, large=0))
    calls = [replace(c, at=made.at) for c in made.calls if c.state == "called"]
    stays, places, pages = timedelta(seconds=stays_s), None, list[set[str]]()
    for load in range(30):
        at = made.at + timedelta(seconds=first_load_s + load * RELOAD_S)
        places = advance(places, Moment(1, at, made.day, calls, 40), stays)
        page = plain(replace(made, at=at, large_places=places.showings, calls=()))
        pages.append({call.number for row in page.calls for call in row})
    for call in calls:
        loads = sum(call.number in page for page in pages)
        assert loads * RELOAD_S >= stays_s, call.number
