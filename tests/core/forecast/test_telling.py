"""The expected wait, as a range of whole minutes."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.forecast.telling import Wait, wait_range

people = st.integers(0, 500)
counters = st.integers(0, 20)
seconds = st.integers(10, 7200)


def test_nobody_ahead_means_no_wait() -> None:
    assert wait_range(0, 1, 420) == Wait(0, 0)


def test_ten_people_over_two_counters_of_five_minutes() -> None:
    assert wait_range(10, 2, 300) == Wait(15 * 60, 40 * 60)


def test_no_counter_open_is_reckoned_as_one() -> None:
    assert wait_range(4, 0, 300) == wait_range(4, 1, 300)


def test_somebody_ahead_is_never_no_wait_at_all() -> None:
    assert wait_range(1, 20, 10) == Wait(0, 60)


@given(people, counters, seconds)
def test_it_is_a_range_of_whole_minutes(ahead: int, serving: int, service_s: int) -> None:
    wait = wait_range(ahead, serving, service_s)
    assert 0 <= wait.low_s <= wait.high_s
    assert wait.low_s % 60 == wait.high_s % 60 == 0


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
