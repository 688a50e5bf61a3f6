"""Counting ballots so that nobody learns how one person voted.

Levels are told in groups of `LEAST` ballots or more. What a report shows (a total, a counter, an officer) is always a
sum of whole groups, and no ballot is in two: whatever figures of a report are subtracted from each other, what is left
is again whole groups, never fewer ballots than `LEAST`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

LEAST: Final = 5
"""The fewest ballots whose levels are told."""
Who = tuple[int, str]
"""A counter and the user name of the officer who served there."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Ballots by level, and by the reason of those at the lowest."""

    levels: Mapping[int, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def ballots(self) -> int:
        """How many there are."""
        return sum(self.levels.values())


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of a total, a counter or an officer.

    `ballots` is how many were cast; `shown` are those whose levels are told, `None` where none are.
    """

    ballots: int
    shown: Counts | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of all ballots of a time."""

    total: Row
    counters: Mapping[int, Row]
    officers: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class _Group:
    """Ballots told together: all of one `counter`, all of one `officer`; `None` where they are of several."""

    counter: int | None
    officer: str | None
    counts: Counts


def username_of(actor: str) -> str:
    """The user name of somebody whom the journal names with their role or without: both are one person."""
    return actor.rpartition(":")[2]


def summed(parts: Iterable[Counts]) -> Counts:
    """All of them together."""
    levels: dict[int, int] = {}
    reasons: dict[str, int] = {}
    for part in parts:
        for level, n in part.levels.items():
            levels[level] = levels.get(level, 0) + n
        for reason, n in part.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + n
    return Counts(levels, reasons)


def told(cells: Mapping[Who, Counts]) -> Told:
    """What may be told of the ballots that each officer was given at each counter."""
    groups = _groups(cells)
    counters = {
        n: _row((c for (at, _), c in cells.items() if at == n), (g for g in groups if g.counter == n))
        for n in sorted({n for n, _ in cells})
    }
    officers = {
        name: _row(
            (c for (_, who), c in cells.items() if who == name), (g for g in groups if g.officer == name)
        )
        for name in sorted({name for _, name in cells})
    }
    return Told(_row(cells.values(), groups), counters, officers)


def _row(cast: Iterable[Counts], groups: Iterable[_Group]) -> Row:
    shown = summed(group.counts for group in groups)
    return Row(sum(counts.ballots for counts in cast), shown if shown.ballots else None)


def _groups(cells: Mapping[Who, Counts]) -> list[_Group]:
    """Of one officer at one counter where that is enough, else of one counter, of one officer, of all together.

    What is left at last are fewer than `LEAST` ballots: of these nothing is told but that they were cast.
    """
    found: list[_Group] = []
    left = dict(cells)
    for key_of in (_both, _counter_alone, _officer_alone, _neither):
        for (counter, officer), members in _by(left, key_of).items():
            counts = summed(left[who] for who in members)
            if counts.ballots >= LEAST:
                found.append(_Group(counter, officer, counts))
                left = {who: rest for who, rest in left.items() if who not in members}
    return found


_Key = tuple[int | None, str | None]


def _by(cells: Mapping[Who, Counts], key_of: Callable[[Who], _Key]) -> dict[_Key, list[Who]]:
    found: dict[_Key, list[Who]] = {}
    for who in sorted(cells):
        found.setdefault(key_of(who), []).append(who)
    return found


def _both(who: Who) -> _Key:
    return who


def _counter_alone(who: Who) -> _Key:
    return who[0], None


def _officer_alone(who: Who) -> _Key:
    return None, who[1]


def _neither(_: Who) -> _Key:
    return None, None
