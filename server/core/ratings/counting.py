"""Counts ballots in such a way that nobody learns how one person voted.

Levels are shown in groups of `LEAST` ballots: the first five for one officer at one counter, the next five, and so on,
in the order in which they were cast, whatever days are asked for. A group that is not full is shown nowhere; a full group counts on
the day of its last ballot, as a whole. Every figure in a report is a sum of whole groups, and no ballot is in two: whatever is
subtracted (two rows, two ranges of days, or the same table before and after a ballot), the rest is whole groups again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

LEAST: Final = 5
"""The number of ballots in a group whose levels are shown."""
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
class BallotRow:
    """The shown figures of a total, a counter or an officer.

    `ballots` is how many were cast; `shown` are the groups whose levels are told, `None` where none are. They may be more than
    were cast in these days: a group counts where it became full.
    """

    ballots: int
    shown: Counts | None


@dataclass(frozen=True, slots=True)
class BallotFigures:
    """The shown figures of all ballots of a period."""

    total: BallotRow
    counters: Mapping[int, BallotRow]
    officers: Mapping[str, BallotRow]


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


def told(cast: Mapping[Who, int], whole: Mapping[Who, Counts]) -> BallotFigures:
    """The ballots of each officer at each counter: `cast` counts them, `whole` are the full groups, which may be shown."""
    everybody = cast.keys() | whole.keys()
    counters = {
        n: _row(cast, whole, {who for who in everybody if who[0] == n}) for n in sorted({n for n, _ in cast})
    }
    names = sorted({name for _, name in cast})
    officers = {name: _row(cast, whole, {who for who in everybody if who[1] == name}) for name in names}
    return BallotFigures(_row(cast, whole, everybody), counters, officers)


def _row(cast: Mapping[Who, int], whole: Mapping[Who, Counts], of: Collection[Who]) -> BallotRow:
    shown = summed(counts for who, counts in whole.items() if who in of)
    ballots = sum(n for who, n in cast.items() if who in of)
    return BallotRow(ballots, shown if shown.ballots else None)
