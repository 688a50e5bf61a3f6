"""Brakes on guessing: the more wrong tries, the longer the wait for the next one."""

import threading
from collections.abc import Hashable
from typing import Final

from server.core.guessing import Patience, WrongTries

_MOST_KEYS: Final = 10_000


class Brake:
    """Makes guessers wait, for each key as long as `patience` says.

    Counted in memory; `facts` and `restore` carry it over a restart of the server. Safe to use from many threads.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._made: dict[Hashable, WrongTries] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: int) -> int:
        """Count a try as a wrong one: 0, or the milliseconds until the next one is allowed.

        It is counted before anybody knows how it ends, so many at once are not more than one by one.
        """
        with self._lock:
            made = self._of(key, now)
            if left := made.left(now):
                return left
            self._made[key] = self._patience.taken(made, now)
            return 0

    def left(self, key: Hashable, now: int) -> int:
        """The milliseconds until the next try is allowed."""
        with self._lock:
            return self._of(key, now).left(now)

    def forgive(self, key: Hashable, tries: int) -> None:
        """So many of the tries turned out to be somebody's own."""
        with self._lock:
            if (made := self._made.get(key)) is not None:
                self._made[key] = WrongTries(max(0, made.wrong - tries), 0, made.last)

    def facts(self, key: Hashable) -> list[int]:
        """What was counted for this key, to be restored; empty for nothing."""
        with self._lock:
            made = self._made.get(key)
            return [made.wrong, made.until, made.last] if made is not None and made.wrong else []

    def restore(self, key: Hashable, facts: list[int]) -> None:
        """Count on from what was counted before."""
        with self._lock:
            self._made[key] = WrongTries(*facts)

    def clear(self, key: Hashable) -> None:
        """Start again at zero."""
        with self._lock:
            self._made.pop(key, None)

    def _of(self, key: Hashable, now: int) -> WrongTries:
        """The newest are kept at the end; nobody can fill the memory with names."""
        made = self._made.pop(key, WrongTries()).at(now)
        self._made[key] = made
        if len(self._made) > _MOST_KEYS:
            del self._made[next(iter(self._made))]
        return made
