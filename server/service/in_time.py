"""Runs work that may never end, such as asking a share or a name server, beside the caller."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class _Running(Generic[_V]):
    """What somebody began, and when by the machine's own clock."""

    begun: float
    found: Future[_V]


class InTime(Generic[_K, _V]):
    """One piece of work at a time for each key, on a thread of its own that ends with the work."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._running: dict[_K, _Running[_V]] = {}

    def ask(self, key: _K, work: Callable[[], _V], patience_s: float) -> _V:
        """The result of `work`, or what it raises. Raises `TimeoutError` once it has run for `patience_s`, even if another caller began it."""
        running = self._of(key, work)
        return running.found.result(max(0.0, running.begun + patience_s - time.monotonic()))

    def _of(self, key: _K, work: Callable[[], _V]) -> _Running[_V]:
        with self._lock:
            running = self._running.get(key)
            if running is None:
                running = _Running(time.monotonic(), Future())
                given = (key, work, running.found)
                threading.Thread(target=self._work, args=given, name=self._name, daemon=True).start()
                self._running[key] = running
            return running

    def _work(self, key: _K, work: Callable[[], _V], found: Future[_V]) -> None:
        try:
            value = work()
        except Exception as error:
            self._over(key)
            found.set_exception(error)
        else:
            self._over(key)
            found.set_result(value)

    def _over(self, key: _K) -> None:
        with self._lock:
            del self._running[key]
