"""A value that is read once and kept until something moves it, or for a day."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")


class Kept(Generic[T]):
    """Call it for the value that `find` found; after `moved` it finds it again. `moves` counts these calls."""

    def __init__(self, find: Callable[[], T]) -> None:
        self.moves = 0
        self._find = find
        self._cached: tuple[int, T] | None = None

    def __call__(self) -> T:
        """The value as it is now."""
        if (kept := self._cached) is not None and kept[0] == self.moves:
            return kept[1]
        moves = self.moves  # read first: what moves while it is being found is found again
        found = self._find()
        self._cached = (moves, found)
        return found

    def moved(self) -> None:
        """Note that the value has changed."""
        self.moves += 1


class KeptOfEach(Generic[K, T]):
    """The same for each key, `most` keys at most; a key for which `find` finds nothing is asked each time."""

    def __init__(self, find: Callable[[K], T | None], most: int) -> None:
        self._moves = 0
        self._find = find
        self._most = most
        self._cached: dict[K, tuple[int, T]] = {}

    def __call__(self, key: K) -> T | None:
        """The value of this key as it is now."""
        if (kept := self._cached.get(key)) is not None and kept[0] == self._moves:
            return kept[1]
        moves = self._moves  # read first: what moves while it is being found is found again
        if (found := self._find(key)) is None:
            return None
        if len(self._cached) >= self._most:
            self._cached.clear()
        self._cached[key] = (moves, found)
        return found

    def moved(self) -> None:
        """Note that all values have changed."""
        self._moves += 1


class KeptForDay(Generic[T]):
    """Call it with a business day for the value that `find` found for it; other callers wait meanwhile."""

    def __init__(self, find: Callable[[str], T]) -> None:
        self._find = find
        self._lock = threading.Lock()
        self._cached: tuple[str, T] | None = None

    def __call__(self, day: str) -> T:
        """The value of this day; for another day it is found again."""
        with self._lock:
            if (kept := self._cached) is None or kept[0] != day:
                kept = self._cached = (day, self._find(day))
            return kept[1]
