"""The clock of a real server under test: it runs like the wall clock, and its day is long.

Midnight in Hanoi, when the hall's day ends, is in the middle of other people's working days. So this clock is moved, on the
same date, to ten in the morning when the tests begin; no day ends while they run. The first process that imports this
chooses by how much; those that it starts are told by the environment, and have the same clock.
"""

import os
import time
from datetime import datetime

from tests.support.clock import HANOI

BEGINS_HOUR = 10
_MOVED_BY = "TESTS_CLOCK_MOVED_BY_MS"


def moved_by(wall_ms: int) -> int:
    """By how many milliseconds a clock of this moment is to be moved to show `BEGINS_HOUR` in Hanoi, on the same date."""
    now = datetime.fromtimestamp(wall_ms / 1000, HANOI)
    begins = now.replace(hour=BEGINS_HOUR, minute=0, second=0, microsecond=0)
    return round((begins - now).total_seconds() * 1000)


MOVED_BY_MS = int(os.environ.setdefault(_MOVED_BY, str(moved_by(time.time_ns() // 1_000_000))))


def long_day_clock() -> int:
    """Now, UTC milliseconds, on the tests' long day."""
    return time.time_ns() // 1_000_000 + MOVED_BY_MS


def moved(said: object) -> object:
    """A browser's message about its clock, moved as well, so that no server under test is said to be wrong."""
    return said + MOVED_BY_MS if isinstance(said, int | float) else said


def long_day_now() -> datetime:
    """Now in Hanoi, on the tests' long day."""
    return datetime.fromtimestamp(long_day_clock() / 1000, HANOI)
