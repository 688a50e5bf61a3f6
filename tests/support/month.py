"""Days with numbers, one after the other: so many that the latest of them is believed."""

from collections.abc import Callable

from tests.support.clock import SetClock


def a_month(clock: SetClock, take: Callable[[], object]) -> None:
    """Thirty days with a number; it ends on the day after them, which has one too."""
    for _ in range(30):
        take()
        clock.forward(days=1)
    take()
