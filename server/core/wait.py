"""How long a ticket will wait, as a range in whole minutes, and the plain formula for when nothing is known."""

from dataclasses import dataclass
from typing import Final

_LOW: Final = 0.6
_HIGH: Final = 1.6
_STEP_S: Final = 60
_LONG_S: Final = 20 * 60
_LONG_STEP_S: Final = 5 * 60


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


def _down(seconds: float) -> int:
    step = _LONG_STEP_S if seconds > _LONG_S else _STEP_S
    return int(seconds) // step * step


def _up(seconds: float) -> int:
    step = _LONG_STEP_S if seconds > _LONG_S else _STEP_S
    return -(-int(seconds) // step) * step
