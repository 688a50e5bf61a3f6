"""Lets WebSocket handshakes through at a limited rate: each starts two threads, and a crowd of them would block everything else."""

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from server.process.line import Connection

A_SECOND: Final = 100.0
AT_ONCE: Final = 100


class Handshakes:
    """The waiting handshakes, in order: `AT_ONCE` pass after a quiet time, then `A_SECOND` each second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._queue: deque[Connection] = deque()
        self._turns, self._counted_at = float(AT_ONCE), clock()

    def add(self, line: Connection) -> None:
        """Add a handshake."""
        self._queue.append(line)

    def due(self, waits: Callable[[Connection], bool]) -> list[Connection]:
        """The handshakes whose turn it is now; those for which `waits` is false are skipped."""
        now = self._clock()
        self._turns = min(float(AT_ONCE), self._turns + (now - self._counted_at) * A_SECOND)
        self._counted_at = now
        found = []
        while self._queue and self._turns >= 1:
            line = self._queue.popleft()
            if waits(line):
                found.append(line)
                self._turns -= 1
        return found

    def next_s(self) -> float | None:
        """In how many seconds the next turn is; `None` if nobody waits."""
        return max(0.0, (1 - self._turns) / A_SECOND) if self._queue else None
