"""The board for browsers without scripts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from display.board import BoardState
from display.large_places import Moment, advance
from display.plain import RELOAD_S, PlainBoard, plain
from server.core.forecast.wait_words import wait_words
from tests.support.made_boards import Made, made_state
from tests.support.wait_cases import WAIT_CASES, WaitCase


def page(state: BoardState) -> PlainBoard:
    return plain(state, wait_words)


@pytest.mark.parametrize("case", WAIT_CASES, ids=lambda case: case.vi)
def test_a_wait_is_worded_as_the_table_says(case: WaitCase) -> None:
    state = made_state(Made(fields=1))
    queue = replace(state.queues[0], wait={"low_s": case.rounded.low_s, "high_s": case.rounded.high_s})
    ((shown,),) = page(replace(state, queues=(queue,))).queues
    assert shown.wait == case.vi


def test_a_field_without_counter_has_no_wait() -> None:
    state = made_state(Made(fields=1))
    ((shown,),) = page(replace(state, queues=(replace(state.queues[0], wait=None),))).queues
    assert shown.wait is None


def test_counters_stand_in_columns_in_their_order() -> None:
    rows = page(made_state(Made(counters=20))).counters
    assert [[counter.n for counter in row] for row in rows][:2] == [[1, 8, 15], [2, 9, 16]]


def test_an_empty_hall_is_a_whole_board() -> None:
    board = page(made_state(Made(counters=0, fields=0, large=0)))
    assert (board.calls, board.counters, board.queues, board.missed) == ([], [], [], [])


def test_the_last_call_stays_when_its_time_is_over() -> None:
    state = made_state(Made(large=0))
    assert [call.number for row in page(state).calls for call in row] == [state.calls[0].number]


def test_nobody_is_invited_any_more_whose_visit_is_over() -> None:
    state = made_state(Made(large=0))
    newest, *others = state.calls
    for ended, over in (("called", False), ("serving", False), ("finished", True)):
        assert page(replace(state, calls=(replace(newest, state=ended), *others))).over is over


def test_an_older_number_is_neither_invited_again_nor_called_the_newest() -> None:
    state = made_state(Made(large=0))
    newest, older, *others = state.calls
    for gone in (
        replace(state, calls=(replace(newest, state="no_show"), replace(older, state="serving"), *others)),
        replace(state, calls=(replace(older, state="serving"), *others), newest_call=newest.seq),
    ):
        shown = page(gone)
        assert shown.calls == [[replace(older, state="serving")]]
        assert (shown.over, shown.newest) == (True, False)
    on_the_way = replace(state, calls=(replace(older, state="called"), *others), newest_call=newest.seq)
    assert not page(on_the_way).over


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
        shown = page(replace(made, at=at, large_places=places.showings, calls=()))
        pages.append({call.number for row in shown.calls for call in row})
    for call in calls:
        loads = sum(call.number in page for page in pages)
        assert loads * RELOAD_S >= stays_s, call.number
