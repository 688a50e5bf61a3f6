"""What a usual day is: how many people come in each half hour, the median of the last same weekdays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final

PARTS: Final = 48
"""The half hours of a day."""
LEAST_DAYS: Final = 3
"""Fewer days say nothing of a usual one."""
MOST_DAYS: Final = 6
"""Days longer ago say little of today."""
_LEAST_PEOPLE: Final = 10
_PART_S: Final = 86_400 // PARTS


@dataclass(frozen=True, slots=True)
class UsualDay:
    """By half hour how many people come on such a day; empty where too few days are known. `days` is how many are."""

    days: int
    parts: tuple[float, ...]

    def until(self, now: datetime) -> float:
        """How many have come by this time of such a day; within a half hour they come evenly."""
        part, rest = divmod(now.hour * 3600 + now.minute * 60 + now.second, _PART_S)
        return sum(self.parts[:part]) + (self.parts[part] * rest / _PART_S if self.parts else 0.0)


def by_half_hour(moments: Iterable[datetime]) -> tuple[int, ...]:
    """How many moments (in the centre's zone) lie in each half hour of their day."""
    counted = [0] * PARTS
    for at in moments:
        counted[(at.hour * 60 + at.minute) // 30] += 1
    return tuple(counted)


def usual_day(days: Sequence[Sequence[int]]) -> UsualDay:
    """The usual day of these, each by half hour."""
    if len(days) < LEAST_DAYS:
        return UsualDay(len(days), ())
    return UsualDay(len(days), tuple(float(median(part)) for part in zip(*days, strict=True)))


def share_of_usual(came: int, usual: UsualDay, now: datetime) -> int | None:
    """How many percent of a usual day's people have come by now; `None` while too few would have."""
    expected = usual.until(now)
    return None if expected < _LEAST_PEOPLE else round(100 * came / expected)
