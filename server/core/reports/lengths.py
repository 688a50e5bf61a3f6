"""Lengths of time in order: of some stays, and of many groups of them together."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final, Protocol

from server.core.reports import marks
from server.core.reports.marks import seconds_of
from server.core.reports.stays import LENGTHS

_MANY: Final = 20_000


class Lengths(Protocol):
    """Some lengths of time; `count` says how many."""

    @property
    def count(self) -> int:
        """How many there are."""

    def within(self, percent: int) -> int | None:
        """The shortest of them, whole seconds, that so many of a hundred do not exceed; `None` where there are none."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Lengths of time in order, as the numbers of their characters; `passed` is how many there are up to each."""

    order: Sequence[int]
    passed: Sequence[int]
    count: int

    @classmethod
    def of(cls, characters: str) -> "Ordered":
        """Of all these characters: a few are sorted, which is quick where they come in runs; many are counted first."""
        if len(characters) > _MANY:
            return cls.counted(Counter(characters))
        order = sorted(array("I", characters.encode("utf-32-le")))
        known = order[bisect_right(order, ord(marks.NONE)) :]
        return cls(known, range(1, len(known) + 1), len(known))

    @classmethod
    def counted(cls, counted: Counter[str]) -> "Ordered":
        """Of characters, by how often there is each."""
        order = sorted(counted.keys() - {marks.NONE})
        passed = list(accumulate(map(counted.__getitem__, order)))
        return cls(list(map(ord, order)), passed, passed[-1] if passed else 0)

    def within(self, percent: int) -> int | None:
        """The shortest that so many of a hundred do not exceed."""
        if not self.count:
            return None
        return seconds_of(chr(self.order[bisect_left(self.passed, _so_many(self.count, percent))]))

    def up_to(self, number: int) -> int:
        """How many do not exceed this one."""
        places = bisect_right(self.order, number)
        return self.passed[places - 1] if places else 0


@dataclass(frozen=True, slots=True)
class Together:
    """All lengths of some groups. None is sorted or counted again: the one that is wanted is closed in on between them."""

    groups: Sequence[Ordered]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(group.count for group in self.groups)

    def within(self, percent: int) -> int | None:
        """The shortest that so many of a hundred do not exceed."""
        groups = [group for group in self.groups if group.count]
        if not groups:
            return None
        wanted, high = _so_many(self.count, percent), max(group.order[-1] for group in groups)
        low = high if wanted == self.count else min(group.order[0] for group in groups)
        while low < high:
            middle = (low + high) // 2
            if sum(group.up_to(middle) for group in groups) < wanted:
                low = middle + 1
            else:
                high = middle
        return seconds_of(chr(low))


def of_each(times: str) -> list[str]:
    """The characters of the times of some stays, by their `LENGTHS`."""
    return [times[place :: len(LENGTHS)] for place in range(len(LENGTHS))]


def in_order(times: str) -> str:
    """The times of some stays with each of their `LENGTHS` in order, whichever stay it is of."""
    return "".join(chain.from_iterable(zip(*map(sorted, of_each(times)), strict=True)))


def _so_many(count: int, percent: int) -> int:
    return -(-percent * count // 100)
