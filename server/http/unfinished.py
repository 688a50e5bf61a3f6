"""Who has begun something here and not finished it: how many there may be, and until when."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
NO_ADDRESS: Final = ""


@dataclass(frozen=True, slots=True)
class _Stay:
    address: str
    until: float


class Unfinished(Generic[T]):
    """At most `most` of them, and at most `of_one` of one address; in the order in which they came.

    When there are more, whoever is unfinished longest has to go: first of the newcomer's own address, then of all.
    `NO_ADDRESS` is that of a proxy, behind which are many: only `most` bounds it. For one thread, or under a lock.
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
        """Somebody begins, as the newest; answers who has to go for it. They are forgotten here already."""
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
        """Forget who has finished or is gone; answers whether they were here."""
        stay = self._all.pop(who, None)
        if stay is None:
            return False
        neighbours = self._by_address[stay.address]
        del neighbours[who]
        if not neighbours:
            del self._by_address[stay.address]
        return True

    def oldest(self) -> T | None:
        """Who is unfinished longest."""
        return next(iter(self._all), None)

    def overdue(self, now: float) -> list[T]:
        """Whose time is over; they are forgotten here already."""
        gone = [who for who, stay in self._all.items() if stay.until <= now]
        for who in gone:
            self.remove(who)
        return gone

    def next_end(self) -> float | None:
        """When the next one's time is over; none without anybody."""
        return min((stay.until for stay in self._all.values()), default=None)

    def all_by(self, until: float) -> None:
        """Let everybody's time be over at `until` at the latest."""
        for who, stay in self._all.items():
            self._all[who] = _Stay(stay.address, min(stay.until, until))
