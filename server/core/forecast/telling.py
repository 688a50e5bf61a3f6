"""How long a ticket will wait: a range in seconds, the plain formula for when nothing is known, and how a range is rounded.

A range is rounded only here. The rounded range is put into words by `core/forecast/wait_words.py` for
slips and pages without scripts, `static/js/wait.js` for all other pages.
"""

from dataclasses import dataclass
from math import ceil, inf
from typing import Final

_LOW: Final = 0.6
_HIGH: Final = 1.6
_MINUTE_S: Final = 60
_FIVE_MINUTES_S: Final = 5 * 60
HALF_HOUR_S: Final = 30 * 60
_IN_FIVES_S: Final = 10 * 60
IN_HOURS_S: Final = 90 * 60
"""A rounded range whose upper end is this long or longer is shown in hours at both ends."""
SOON_S: Final = 5 * 60
"""People are sent to stand near the counter only if a call is likely within this time."""
_NEAR_S: Final = 120
_NEAR_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Wait:
    """A range of waiting times in seconds."""

    low_s: int
    high_s: int


def wait_range(ahead: int, serving: int, service_s: int) -> Wait:
    """The wait of somebody with `ahead` people before them and `serving` counters at work, one at least; not rounded."""
    expected = ahead * service_s / serving
    return Wait(int(expected * _LOW), ceil(expected * _HIGH))


def rounded(wait: Wait) -> Wait:
    """The range as people are told it, never narrower than `wait`: the lower end is rounded down, the upper end up.

    Each end is in whole minutes up to ten and in steps of five past ten. From 90 minutes at the upper end on, both
    ends are in half hours, so that a range has one unit.
    """
    low = _down(wait.low_s, _step_s(wait.low_s))
    high = max(low, _MINUTE_S, _up(wait.high_s, _step_s(wait.high_s)))
    if high < IN_HOURS_S:
        return Wait(low, high)
    return Wait(_down(wait.low_s, HALF_HOUR_S), _up(high, HALF_HOUR_S))


def over_limit_s(wait: Wait | None, limit_s: int) -> float:
    """By how many seconds a wait may exceed `limit_s`; zero or less when it stays within the limit.

    `None` means that no counter serves the line. Nobody knows that wait, which is worse than any other: it is infinitely over.
    """
    return inf if wait is None else wait.high_s - limit_s


def is_soon(ahead: int, wait: Wait | None) -> bool:
    """Whether somebody's turn is near: nobody is before them in their line, and a call is likely within `SOON_S`.

    A counter that serves several fields may call other fields first, so the first of a line is not always
    the next. `static/js/soon.js` says the same.
    """
    return wait is not None and ahead == 0 and wait.low_s <= SOON_S


def still_true(told: Wait, now: Wait) -> bool:
    """Whether a range that somebody was told is still good enough; both ranges are rounded.

    Forecasts use chance, so two forecasts of the same hall differ a little: within two minutes, a quarter of the told time,
    or one step of its rounding, at either end, nothing has changed for the person.
    """
    step_s = HALF_HOUR_S if told.high_s >= IN_HOURS_S else _MINUTE_S
    return _near(told.low_s, now.low_s, step_s) and _near(told.high_s, now.high_s, step_s)


def _near(told_s: int, now_s: int, step_s: int) -> bool:
    return abs(told_s - now_s) <= max(_NEAR_S, told_s * _NEAR_SHARE, step_s, _step_s(told_s))


def _step_s(seconds: int) -> int:
    return _MINUTE_S if seconds <= _IN_FIVES_S else _FIVE_MINUTES_S


def _down(seconds: int, step_s: int) -> int:
    return seconds // step_s * step_s


def _up(seconds: int, step_s: int) -> int:
    return -(-seconds // step_s) * step_s
