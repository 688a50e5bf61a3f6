"""The calling order: first come, first served."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.policy import Choice, Head, choose_next

arrivals = st.dictionaries(st.sampled_from("ABCDEFGHJK"), st.integers(1, 10_000), min_size=1)


def test_it_calls_nobody_when_nobody_waits() -> None:
    assert choose_next([]) is None


def test_it_calls_who_came_first_whatever_the_field() -> None:
    assert choose_next([Head("CT", 12), Head("HT", 9), Head("DD", 31)]) == Choice(9, "next")


@given(arrivals)
def test_nobody_waits_longer_than_the_one_it_calls(waiting: dict[str, int]) -> None:
    choice = choose_next(Head(field, ticket) for field, ticket in waiting.items())
    assert choice is not None
    assert choice.ticket == min(waiting.values())
