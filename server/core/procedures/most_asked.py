"""What is asked for most at this hour."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from server.core.units import HOUR_MS

_DAY_MS: Final = 24 * HOUR_MS
_DAYS: Final = 14
"""How many days back the same hour still tells something."""
_NOW_COUNTS: Final = 3


def most_asked(asked: Iterable[tuple[str, int]], now: int, limit: int) -> list[str]:
    """The codes asked for most, the most first; `asked` is (code, when), times in UTC milliseconds.

    What was asked within the last hour counts three times; what was asked around this time of day on the days
    before, once. Wards have their hours: birth registrations in the morning, certified copies all day.
    """
    counts: Counter[str] = Counter()
    for code, at in asked:
        if now - at <= HOUR_MS:
            counts[code] += _NOW_COUNTS
        elif now - at <= _DAYS * _DAY_MS and _apart(now, at) <= HOUR_MS // 2:
            counts[code] += 1
    return [code for code, _ in sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:limit]]


def counts_from(now: int) -> int:
    """The earliest moment that may count for `most_asked` from `now` on, with a day of room."""
    return now - (_DAYS + 1) * _DAY_MS


def _apart(now: int, at: int) -> int:
    """How far two moments are apart by the time of day."""
    apart = (now - at) % _DAY_MS
    return min(apart, _DAY_MS - apart)
