"""Limits how many callers may have begun something without finishing it, and for how long."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
NO_ADDRESS: Final = ""


@dataclass(frozen=True, slots=True)
class _Stay:
    address: str
    until: float


class Unfinished(Generic[T]):
    """At most `most` callers, and at most `of_one` from one address, in order of arrival.

    If there are more, the oldest one must go: first of the newcomer's own address, then of all.
    `NO_ADDRESS` stands for a proxy with many callers: only `most` limits it. Use it from one thread, or under a lock.
    """

    def __init__(self, most: int, of_one: int) -> None:
        self._most, self._of_one = most, of_one
        self._all: dict[T, _Stay] = {}
        self._by_address: dict[str, dict[T, None]] = {}

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, who: T) -> bool:
        return who in self._all

    def add(self, who: T, address: str, until: float) -> list[T]:
        """Add a caller as the newest; returns those that must go for it, already removed here."""
        self.remove(who)
        self._all[who] = _Stay(address, until)
        neighbours = self._by_address.setdefault(address, {})
        neighbours[who] = None
        gone = []
        if address != NO_ADDRESS and len(neighbours) > self._of_one:
            gone.append(next(iter(neighbours)))
        elif len(self._all) > self._most:
            gone.append(next(iter(self._all)))
        for one in gone:
            self.remove(one)
        return gone

    def remove(self, who: T) -> bool:
        """Remove a caller that has finished or is gone; returns whether it was here."""
        stay = self._all.pop(who, None)
        if stay is None:
            return False
        neighbours = self._by_address[stay.address]
        del neighbours[who]
        if not neighbours:
            del self._by_address[stay.address]
        return True

    def oldest(self) -> T | None:
        """The oldest unfinished caller."""
        return next(iter(self._all), None)

    def overdue(self, now: float) -> list[T]:
        """The callers whose time is over, already removed here."""
        gone = [who for who, stay in self._all.items() if stay.until <= now]
        for who in gone:
            self.remove(who)
        return gone

    def next_end(self) -> float | None:
        """When the next caller's time is over; `None` if there is nobody."""
        return min((stay.until for stay in self._all.values()), default=None)

    def all_by(self, until: float) -> None:
        """End everybody's time at `until` at the latest."""
        for who, stay in self._all.items():
            self._all[who] = _Stay(stay.address, min(stay.until, until))
