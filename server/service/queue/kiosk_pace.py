"""How many numbers each kiosk gave within the last minute: one person may not press them out by the dozen.

In memory only, and only of numbers that were given: helpers and officers are never counted.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from server.core.refusal import Refusal
from server.core.units import MINUTE_MS


class KioskPace:
    """Lets a kiosk give `limit()` numbers a minute; with 0 it counts nothing. Safe to use from many threads."""

    def __init__(self, limit: Callable[[], int]) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._given_at: dict[str, deque[int]] = {}

    @contextmanager
    def attempt(self) -> Iterator["PaceAttempt"]:
        """A number counted inside the block is uncounted if it is not given after all."""
        attempt = PaceAttempt(self)
        try:
            yield attempt
        except BaseException:
            attempt.undo()
            raise

    def take(self, kiosk: str, now: int) -> bool:
        """Count a number of this kiosk at `now`, UTC milliseconds; whether it is counted. Raises `ask_a_helper`."""
        limit = self._limit()
        if not limit or not kiosk.startswith("kiosk:"):
            return False
        with self._lock:
            given = self._given_at.setdefault(kiosk, deque())
            while given and not 0 <= now - given[0] < MINUTE_MS:  # also what a clock ahead has left
                given.popleft()
            if len(given) >= limit:
                raise Refusal("ask_a_helper", limit=limit)
            given.append(now)
        return True

    def give_back(self, kiosk: str, at: int) -> None:
        """The number of this moment was not given."""
        with self._lock:
            if at in (given := self._given_at[kiosk]):
                given.remove(at)


class PaceAttempt:
    """One try to give a number."""

    def __init__(self, pace: KioskPace) -> None:
        self._pace = pace
        self._counted: list[tuple[str, int]] = []

    def count(self, kiosk: str, now: int) -> None:
        """Count this number once, however often the try is made. Raises `ask_a_helper`."""
        self.undo()
        if self._pace.take(kiosk, now):
            self._counted.append((kiosk, now))

    def undo(self) -> None:
        """Take it back."""
        while self._counted:
            self._pace.give_back(*self._counted.pop())
