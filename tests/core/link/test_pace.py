"""A beat, at once for a call, later and later in trouble, and never before the city wants it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.link.pace import BEAT_S, LONGEST_S, REST_S, LinkPace, seconds
from server.core.link.troubles import TROUBLES


@given(st.integers(1, 5000), st.floats(0, 1))
def test_after_a_failure_it_waits_for_a_random_time_that_grows_up_to_a_bound(
    failed: int, dice: float
) -> None:
    wait = LinkPace(failed).backs_off_s(None, lambda: dice)
    assert 0 <= wait <= min(LONGEST_S, 0.5 * 2 ** min(failed - 1, 10))


def test_the_longest_time_doubles() -> None:
    waits = [LinkPace(n).backs_off_s(None, lambda: 1.0) for n in range(1, 9)]
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize(
    ("said", "waits"),
    [("7", 7), (7, 7), (2.5, 2.5), ("", 0), ("soon", 0), (None, 0), (-3, 0), (True, 0), ("9999", 300)],
)
def test_what_the_city_says_is_kept(said: object, waits: float) -> None:
    assert LinkPace(1).backs_off_s(said, lambda: 0.0) == waits


def test_what_does_not_heal_by_itself_is_tried_seldom() -> None:
    assert LinkPace(1).backs_off_s(None, lambda: 0.0, seldom=True) == REST_S


def test_a_success_forgets_the_failures() -> None:
    assert LinkPace().failed_again().failed_again().answered(2) == LinkPace(0, 2)


def test_a_call_shortens_the_beat_unless_the_city_wants_more() -> None:
    assert LinkPace().wait_s(0.2, woken=False) == pytest.approx(1.8)
    assert LinkPace().wait_s(0.2, woken=True) == pytest.approx(0.8)
    assert LinkPace().wait_s(5, woken=True) == 0
    assert LinkPace().answered(20).wait_s(1, woken=True) == 19
    assert LinkPace().answered("nonsense").beat_s == BEAT_S


def test_nan_is_no_number_of_seconds() -> None:
    assert seconds(float("nan"), 2, 30) == 2


@pytest.mark.parametrize("code", TROUBLES)
def test_every_trouble_says_what_to_do_in_both_languages(code: str) -> None:
    kind = TROUBLES[code]
    assert all([kind.what.vi, kind.what.en, kind.action.vi, kind.action.en])
