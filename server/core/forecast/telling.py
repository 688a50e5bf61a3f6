"""How long a ticket will wait, as a range in whole minutes, and the plain formula for when nothing is known."""

from dataclasses import dataclass
from typing import Final

_LOW: Final = 0.6
_HIGH: Final = 1.6
_STEP_S: Final = 60
_LONG_S: Final = 20 * 60
_LONG_STEP_S: Final = 5 * 60
_NEAR_S: Final = 120
_NEAR_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Wait:
    """A range of waiting times in seconds."""

    low_s: int
    high_s: int


def wait_range(ahead: int, serving: int, service_s: int) -> Wait:
    """The wait of somebody with `ahead` people before them and `serving` counters at work.

    Both ends are whole minutes. With no counter open the estimate is the one for a single counter:
    somebody will open one, and "never" helps nobody.
    """
    expected = ahead * service_s / max(1, serving)
    low = int(expected * _LOW) // _STEP_S * _STEP_S
    high = -(-int(expected * _HIGH) // _STEP_S) * _STEP_S
    return Wait(low, max(high, _STEP_S) if ahead else high)


def in_minutes(low_s: float, high_s: float) -> Wait:
    """A foretold range as people are told it.

    Whole minutes, and steps of five past twenty; the lower end is rounded down, the upper end up.
    """
    return Wait(_down(low_s), max(_STEP_S, _up(high_s)))


def still_true(told: Wait, now: Wait) -> bool:
    """Whether somebody who was told one range need not hear another.

    Forecasts throw dice, so two of the same hall differ by a little: within two minutes, or a quarter of what
    was told, at either end nothing has changed for whoever waits.
    """
    return _near(told.low_s, now.low_s) and _near(told.high_s, now.high_s)


def _near(told_s: int, now_s: int) -> bool:
    return abs(told_s - now_s) <= max(_NEAR_S, told_s * _NEAR_SHARE)


def _down(seconds: float) -> int:
    step = _LONG_STEP_S if seconds > _LONG_S else _STEP_S
    return int(seconds) // step * step


def _up(seconds: float) -> int:
    step = _LONG_STEP_S if seconds > _LONG_S else _STEP_S
    return -(-int(seconds) // step) * step
