"""How many numbers each citizen's card got today, by marks from which no card can be read.

A kiosk's page sends SHA-256 of the day's salt and the card's number; here it is hashed once more under a key that
never leaves this process. All of it is in memory only: salt, key and counts go with the day, or with the process.
"""

import hashlib
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from server.core.refusal import Refusal


class Cards:
    """Counts up to `limit()` numbers a card and day; with 0 it counts nothing. Safe to use from many threads."""

    def __init__(self, limit: Callable[[], int]) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._day = ""
        self._begin("")

    def begin(self, day: str) -> None:
        """Forget every card of another day."""
        with self._lock:
            if day != self._day:
                self._begin(day)

    def salt(self, day: str) -> str | None:
        """What pages make their marks with today; `None` where nothing is counted."""
        self.begin(day)
        return self._salt if self._limit() else None

    @contextmanager
    def attempt(self) -> Iterator["Attempt"]:
        """Numbers counted inside the block are uncounted if they are not given after all."""
        attempt = Attempt(self)
        try:
            yield attempt
        except BaseException:
            attempt.undo()
            raise

    def take(self, day: str, mark: str) -> bytes:
        """Count a number of this card. Raises `card_limit`."""
        self.begin(day)
        with self._lock:
            card = hashlib.blake2b(mark.encode(), key=self._key, digest_size=16).digest()
            limit = self._limit()
            if limit and self._numbers_of[card] >= limit:
                raise Refusal("card_limit", limit=limit)
            self._numbers_of[card] += 1
            return card

    def give_back(self, card: bytes) -> None:
        """The number was not given."""
        with self._lock:
            self._numbers_of[card] -= 1

    def counts(self, mark: str | None) -> bool:
        """Whether this mark is to be counted."""
        return mark is not None and self._limit() > 0

    def _begin(self, day: str) -> None:
        self._day = day
        self._salt, self._key = secrets.token_hex(16), secrets.token_bytes(32)
        self._numbers_of: Counter[bytes] = Counter()


class Attempt:
    """One try to give a number."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._counted: list[bytes] = []

    def count(self, day: str, mark: str | None) -> None:
        """Count this card's number, where cards are counted; once, however often the try is made.

        Raises `card_limit`.
        """
        self.undo()
        if mark is not None and self._cards.counts(mark):
            self._counted.append(self._cards.take(day, mark))

    def undo(self) -> None:
        """Take it back."""
        while self._counted:
            self._cards.give_back(self._counted.pop())
