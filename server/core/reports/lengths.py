"""Lengths of time in order: of some stays, and of many groups of them together."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import Final, Protocol

from server.core.reports import marks
from server.core.reports.marks import seconds_of
from server.core.reports.stays import LENGTHS

_MANY: Final = 20_000
_LONG: Final = 1000
"""So long are pieces that are sooner closed in on between than sorted together."""


class Lengths(Protocol):
    """A collection of lengths of time; `count` is their number, `runs` are lists that are each sorted."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def runs(self) -> "Sequence[Ordered]":
        """They themselves, run by run."""

    def within(self, percent: int) -> int | None:
        """The percentile in whole seconds: the shortest length that so many of a hundred do not exceed; `None` if there are none."""


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
        return cls._known(sorted(_numbers(characters)))

    @classmethod
    def taken(cls, characters: str) -> "Ordered":
        """Of characters that lie in order."""
        return cls._known(_numbers(characters))

    @classmethod
    def counted(cls, counted: Counter[str]) -> "Ordered":
        """Of characters, by how often there is each."""
        order = sorted(counted.keys() - {marks.NONE})
        passed = list(accumulate(map(counted.__getitem__, order)))
        return cls(list(map(ord, order)), passed, passed[-1] if passed else 0)

    @classmethod
    def _known(cls, order: Sequence[int]) -> "Ordered":
        known = order[bisect_right(order, ord(marks.NONE)) :]
        return cls(known, range(1, len(known) + 1), len(known))

    @property
    def runs(self) -> "Sequence[Ordered]":
        """It alone."""
        return (self,)

    @property
    def single(self) -> bool:
        """Whether each length stands for itself, so that there are as many as its place says."""
        return isinstance(self.passed, range)

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
    """All lengths of some runs. None is sorted or counted again: the one that is wanted is closed in on between them."""

    runs: Sequence[Ordered]

    @classmethod
    def of(cls, groups: Iterable[Lengths]) -> "Together":
        """All of these, those that have none left out."""
        return cls([run for group in groups for run in group.runs if run.count])

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(run.count for run in self.runs)

    def within(self, percent: int) -> int | None:
        """The shortest that so many of a hundred do not exceed."""
        if not self.runs:
            return None
        wanted, high = _so_many(self.count, percent), max(run.order[-1] for run in self.runs)
        low = high if wanted == self.count else min(run.order[0] for run in self.runs)
        single = [run.order for run in self.runs if run.single]
        others = [run for run in self.runs if not run.single]
        while low < high:
            middle = (low + high) // 2
            up_to = sum(map(bisect_right, single, repeat(middle))) + sum(run.up_to(middle) for run in others)
            if up_to < wanted:
                low = middle + 1
            else:
                high = middle
        return seconds_of(chr(low))


def lengths_of(in_order: Sequence[str], others: Sequence[str]) -> Sequence[Lengths]:
    """Each of the `LENGTHS` of the times of some stays, some pieces of which lie in order: long ones stay as they are."""
    if len(in_order) == 1 and not others:
        return [Ordered.taken(each) for each in of_each(in_order[0])]
    few = sum(map(len, in_order)) < _MANY
    long = [] if few else [piece for piece in in_order if len(piece) >= _LONG]
    short = in_order if few else [piece for piece in in_order if len(piece) < _LONG]
    rest = map(Ordered.of, of_each("".join((*short, *others))))
    runs = (map(Ordered.taken, of_each(piece)) for piece in long)
    return [Together.of(each) for each in zip(rest, *runs, strict=True)] if long else list(rest)


def of_each(times: str) -> list[str]:
    """The characters of the times of some stays, by their `LENGTHS`."""
    return [times[place :: len(LENGTHS)] for place in range(len(LENGTHS))]


def in_order(times: str) -> str:
    """The times of some stays with each of their `LENGTHS` in order, whichever stay it is of."""
    return "".join(chain.from_iterable(zip(*map(sorted, of_each(times)), strict=True)))


def _numbers(characters: str) -> "array[int]":
    return array("I", characters.encode("utf-32-le"))


def _so_many(count: int, percent: int) -> int:
    return -(-percent * count // 100)
