"""Lengths of time as characters: each comes back, and the longer one is the higher one."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.reports.marks import NONE, seconds_of, times_of

SECONDS = st.one_of(st.integers(0, 60_000), st.integers(55_000, 58_000), st.integers(0, 1_000_000))


@given(st.lists(st.one_of(st.none(), SECONDS)))
def test_every_length_comes_back(lengths: list[int | None]) -> None:
    written = times_of(lengths)
    assert [seconds_of(character) for character in written.encode().decode()] == lengths


@given(SECONDS, SECONDS)
def test_the_longer_one_is_the_higher_character(one: int, other: int) -> None:
    assert (one < other) == (times_of([one]) < times_of([other]))
    assert times_of([one]) > NONE


def test_what_no_clock_that_is_right_measures_is_cut() -> None:
    assert seconds_of(times_of([10**9])) == seconds_of(chr(0x10FFFF))
