"""How many numbers this box gave in the last minute, its own and the server's, to keep the limit that the server last set."""

import threading
from collections import deque
from typing import Final

_MINUTE_MS: Final = 60_000


class Pace:
    """Counts numbers in memory; its times run from the machine's start. Safe to use from many threads."""

    def __init__(self) -> None:
        self._given_at: deque[int] = deque()
        self._lock = threading.Lock()

    def count(self, up_ms: int) -> None:
        """A number was given."""
        with self._lock:
            self._forget(up_ms)
            self._given_at.append(up_ms)

    def full(self, limit: int, up_ms: int) -> bool:
        """Whether `limit` numbers were given in the last minute; 0 means no limit."""
        with self._lock:
            self._forget(up_ms)
            return 0 < limit <= len(self._given_at)

    def _forget(self, up_ms: int) -> None:
        while self._given_at and not 0 <= up_ms - self._given_at[0] < _MINUTE_MS:
            self._given_at.popleft()
