"""Brakes on guessing: the more wrong tries, the longer the wait for the next one."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from server.core.units import SECOND_MS

FORGET_MS: Final = 24 * 3600 * SECOND_MS
"""After so long without a wrong try the earlier ones count no more."""
_MOST_KEYS: Final = 10_000


@dataclass(slots=True)
class _Made:
    """Wrong tries so far, until when none is allowed, and when the last one was (UTC milliseconds)."""

    wrong: int = 0
    until: int = 0
    last: int = 0


class Brake:
    """`free` wrong tries for each key, then one after each of `waits_s`, the last of them again and again.

    Counted in memory; `facts` and `restore` carry it over a restart of the server. Safe to use from many threads.
    """

    def __init__(self, free: int, waits_s: tuple[int, ...]) -> None:
        self._free = free
        self._waits_ms = [seconds * SECOND_MS for seconds in waits_s]
        self._made: dict[Hashable, _Made] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: int) -> int:
        """Count a try as a wrong one: 0, or the milliseconds until the next one is allowed.

        It is counted before anybody knows how it ends, so many at once are not more than one by one.
        """
        with self._lock:
            made = self._of(key, now)
            if now < made.until:
                return made.until - now
            made.wrong, made.last = made.wrong + 1, now
            if made.wrong >= self._free:
                made.until = now + self._waits_ms[min(made.wrong - self._free, len(self._waits_ms) - 1)]
            return 0

    def left(self, key: Hashable, now: int) -> int:
        """The milliseconds until the next try is allowed."""
        with self._lock:
            return max(0, self._of(key, now).until - now)

    def forgive(self, key: Hashable, tries: int) -> None:
        """So many of the tries turned out to be somebody's own."""
        with self._lock:
            if (made := self._made.get(key)) is not None:
                made.wrong = max(0, made.wrong - tries)
                made.until = 0

    def facts(self, key: Hashable) -> list[int]:
        """What was counted for this key, to be restored; empty for nothing."""
        with self._lock:
            made = self._made.get(key)
            return [made.wrong, made.until, made.last] if made is not None and made.wrong else []

    def restore(self, key: Hashable, facts: list[int]) -> None:
        """Count on from what was counted before."""
        with self._lock:
            self._made[key] = _Made(*facts)

    def clear(self, key: Hashable) -> None:
        """Begin anew."""
        with self._lock:
            self._made.pop(key, None)

    def _of(self, key: Hashable, now: int) -> _Made:
        """The newest are kept at the end; nobody can fill the memory with names."""
        made = self._made.pop(key, _Made())
        if now - made.last > FORGET_MS:
            made = _Made(last=now)
        self._made[key] = made
        if len(self._made) > _MOST_KEYS:
            del self._made[next(iter(self._made))]
        return made
