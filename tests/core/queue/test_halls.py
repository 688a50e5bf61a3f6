"""Halls: what belongs to which."""

from dataclasses import replace

import pytest

from server.core.model import Counter, CounterPlace, Layout
from server.core.queue.halls import counters_in, fields_in, hall_named, hall_shown
from server.core.refusal import Refusal
from server.core.texts import ENGLISH
from tests.support.centre import small_layout

HALLS = {code: {"vi": f"Sảnh {code}", "en": f"Hall {code}"} for code in ("down", "up")}


def two_halls() -> Layout:
    """Counter 1 stands downstairs, counters 2 and 3 upstairs; DD is for counter 3 alone, nobody is for XD."""
    small = small_layout()
    places = {n: replace(place, hall="down" if n == 1 else "up") for n, place in small.counters.items()}
    fields = {**small.fields, "XD": replace(small.fields["CT"], code="XD", prefix="D")}
    return replace(small, fields=fields, counters=places, halls=HALLS)


def test_a_centre_without_halls_is_one_hall_whatever_its_screens_call_it() -> None:
    layout = small_layout()
    assert [hall_named(layout, code) for code in ("", "1", "upstairs")] == ["1", "1", "upstairs"]
    assert counters_in(layout, "upstairs") == {1, 2, 3}
    assert fields_in(layout, []) == set(layout.fields)


def test_a_page_of_a_hall_that_is_not_there_says_which_halls_there_are() -> None:
    assert hall_shown(small_layout(), "") == hall_shown(small_layout(), "1") == "1"
    with pytest.raises(Refusal) as refused:
        hall_shown(small_layout(), "99")
    assert "Its halls: 1." in str(refused.value.problem(ENGLISH))


def test_a_screen_that_names_no_hall_is_in_the_first() -> None:
    assert hall_named(two_halls(), "") == "down"


def test_a_hall_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        hall_named(two_halls(), "cellar")
    assert refused.value.code == "unknown_hall"
    assert "cellar" in str(refused.value.problem(ENGLISH))


def test_each_hall_has_its_own_counters() -> None:
    assert counters_in(two_halls(), "down") == {1}
    assert counters_in(two_halls(), "up") == {2, 3}


def test_a_hall_shows_what_its_counters_are_meant_for_and_what_nobody_is_meant_for() -> None:
    layout = two_halls()
    assert fields_in(layout, [Counter(1)]) == {"CT", "XD"}
    assert fields_in(layout, [Counter(2), Counter(3)]) == {"CT", "HT", "DD", "XD"}


def test_a_hall_shows_what_a_counter_was_opened_for() -> None:
    assert "DD" in fields_in(two_halls(), [Counter(1, fields=("DD",))])


def test_what_a_counter_helps_out_with_is_shown_in_its_hall() -> None:
    layout = two_halls()
    places = {**layout.counters, 1: CounterPlace(1, "Quầy 1", ("CT",), ("HT",), "down")}
    assert "HT" in fields_in(replace(layout, counters=places), [Counter(1)])
