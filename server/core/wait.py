"""How long a ticket will wait, as a range: the plain formula, people ahead times service time over counters."""

from dataclasses import dataclass
from typing import Final

_LOW: Final = 0.6
_HIGH: Final = 1.6
_STEP_S: Final = 60


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
