"""The expected wait: the plain formula, how a range is rounded, and its words."""

from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.forecast.telling import IN_HOURS_S, SOON_S, Wait, is_soon, over_limit_s, rounded, wait_range
from server.core.forecast.wait_words import wait_words
from tests.support.wait_cases import WAIT_CASES, WaitCase

people = st.integers(0, 500)
counters = st.integers(1, 20)
seconds = st.integers(10, 7200)
waits = st.builds(lambda low, more: Wait(low, low + more), st.integers(0, 40_000), st.integers(0, 40_000))
every_case = pytest.mark.parametrize("case", WAIT_CASES, ids=lambda case: case.vi)


def test_nobody_ahead_means_no_wait() -> None:
    assert wait_range(0, 1, 420) == Wait(0, 0)


def test_ten_people_over_two_counters_of_five_minutes() -> None:
    assert wait_range(10, 2, 300) == Wait(15 * 60, 40 * 60)


@pytest.mark.parametrize(
    ("wait", "over_s"),
    [(Wait(0, 1200), 0), (Wait(0, 1201), 1), (Wait(1200, 1800), 600), (Wait(0, 60), -1140), (None, inf)],
)
def test_a_wait_is_over_its_limit_by_its_upper_end_and_one_that_nobody_knows_by_more_than_any(
    wait: Wait | None, over_s: float
) -> None:
    assert over_limit_s(wait, 1200) == over_s


def test_somebody_ahead_is_never_no_wait_at_all() -> None:
    assert rounded(wait_range(1, 20, 10)) == Wait(0, 60)


@given(people, counters, seconds)
def test_one_more_ahead_never_shortens_it(ahead: int, serving: int, service_s: int) -> None:
    one, more = wait_range(ahead, serving, service_s), wait_range(ahead + 1, serving, service_s)
    assert one.low_s <= more.low_s
    assert one.high_s <= more.high_s


@given(people, counters, seconds)
def test_one_more_counter_never_lengthens_it(ahead: int, serving: int, service_s: int) -> None:
    one, more = wait_range(ahead, serving, service_s), wait_range(ahead, serving + 1, service_s)
    assert one.low_s >= more.low_s
    assert one.high_s >= more.high_s


def test_the_first_of_a_line_is_near_only_where_a_call_is_likely() -> None:
    assert is_soon(0, Wait(SOON_S, 3 * SOON_S))
    assert not is_soon(0, Wait(SOON_S + 60, 3 * SOON_S))  # the counter has others to call first
    assert not is_soon(1, Wait(0, 60))
    assert not is_soon(0, None)


@every_case
def test_it_is_rounded_as_the_table_says(case: WaitCase) -> None:
    assert rounded(case.exact) == case.rounded


@every_case
def test_it_is_worded_as_the_table_says(case: WaitCase) -> None:
    for language, words in (("vi", case.vi), ("en", case.en)):
        assert wait_words(case.rounded.low_s, case.rounded.high_s, language) == words


@given(waits)
def test_what_is_told_is_never_narrower_than_what_was_foreseen(wait: Wait) -> None:
    told = rounded(wait)
    assert 0 <= told.low_s <= wait.low_s <= wait.high_s <= told.high_s


@given(waits)
def test_rounding_twice_is_rounding_once(wait: Wait) -> None:
    assert rounded(rounded(wait)) == rounded(wait)


@given(waits)
def test_both_ends_have_one_unit(wait: Wait) -> None:
    told = rounded(wait)
    if told.high_s >= IN_HOURS_S:
        assert told.low_s % 1800 == told.high_s % 1800 == 0
    else:
        assert all(s % 60 == 0 for s in (told.low_s, told.high_s))
        assert all(s % 300 == 0 for s in (told.low_s, told.high_s) if s > 600)


@pytest.mark.parametrize("end", [lambda wait: wait.low_s, lambda wait: wait.high_s], ids=["low", "high"])
@given(wait=waits, more=st.integers(0, 3600))
def test_a_longer_wait_is_never_told_as_a_shorter_upper_end(
    end: Callable[[Wait], int], wait: Wait, more: int
) -> None:
    """The lower end may fall once: where the upper end begins to be told in hours."""
    one, other = rounded(wait), rounded(Wait(wait.low_s + more, wait.high_s + more))
    if (one.high_s >= IN_HOURS_S) == (other.high_s >= IN_HOURS_S):
        assert end(one) <= end(other)
