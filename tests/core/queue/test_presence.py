"""The presence code on the hall's screens."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.queue.presence import CodeCheck, Presence

MINUTE = 60_000
NOW = 1_800_000_000_000
codes = st.builds(
    lambda secret, minutes: Presence(secret, lambda: minutes),
    st.binary(min_size=32, max_size=32),
    st.integers(1, 60),
)
moments = st.integers(NOW, NOW + 10**10)


@given(codes, moments)
def test_what_the_screen_shows_is_accepted_at_once(presence: Presence, now: int) -> None:
    code = presence.code(now)
    assert code is not None
    assert len(code) == 4
    assert code.isdecimal()
    assert presence.check(code, now) is CodeCheck.RIGHT


def test_it_holds_for_one_change_and_is_known_as_old_after_two() -> None:
    presence = Presence(b"k" * 32, lambda: 5)
    code = presence.code(NOW) or ""
    said = [presence.check(code, NOW + n * 5 * MINUTE) for n in (0, 1, 2, 11, 12)]
    assert said == [CodeCheck.RIGHT, CodeCheck.RIGHT, CodeCheck.OLD, CodeCheck.OLD, CodeCheck.WRONG]


def test_a_code_of_the_future_is_wrong() -> None:
    presence = Presence(b"k" * 32, lambda: 5)
    assert presence.check(presence.code(NOW + 10 * MINUTE) or "", NOW) is CodeCheck.WRONG


def test_another_centre_has_other_codes() -> None:
    one, other = (Presence(secret * 32, lambda: 5) for secret in (b"a", b"b"))
    assert [one.code(NOW + n * 5 * MINUTE) for n in range(5)] != [
        other.code(NOW + n * 5 * MINUTE) for n in range(5)
    ]


@given(st.text(), moments)
def test_without_codes_everybody_is_here(said: str, now: int) -> None:
    presence = Presence(b"k" * 32, lambda: 0)
    assert presence.code(now) is None
    assert presence.check(said, now) is CodeCheck.RIGHT


@given(codes, st.text(), moments)
def test_nothing_that_is_said_breaks_it(presence: Presence, said: str, now: int) -> None:
    assert presence.check(said, now) in CodeCheck
