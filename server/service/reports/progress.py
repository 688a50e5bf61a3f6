"""How far long files have come, for the people who wait for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Final, TypeVar

Day = TypeVar("Day")
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of a file's days are written."""

    done: int
    days: int


class FilesProgress:
    """The latest files by the keys that their readers chose; of a key that nobody knows, nothing is done."""

    def __init__(self) -> None:
        self._by_key: dict[str, Progress] = {}
        self._lock = Lock()

    def of(self, key: str) -> Progress:
        """How far this file has come."""
        return self._by_key.get(key, Progress(0, 0))

    def watched(self, key: str, days: int, written: Iterable[Day]) -> Iterator[Day]:
        """The days of a file, each counted when the next one is asked for."""
        self._set(key, Progress(0, days))
        for done, day in enumerate(written, 1):
            yield day
            self._set(key, Progress(done, days))

    def _set(self, key: str, progress: Progress) -> None:
        with self._lock:
            self._by_key.pop(key, None)
            self._by_key[key] = progress
            if len(self._by_key) > _MOST:
                del self._by_key[next(iter(self._by_key))]
