"""A second box that stands by, as such."""

from dataclasses import dataclass
from typing import Final

from server.core.units import SECOND_MS

_SILENT_MS: Final = 60 * SECOND_MS
"""It pulls every second, and is given a minute to start again."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a journal ends: the `seq` and the digest of its latest row."""

    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class HeardBox:
    """When a second box was last heard of as one that follows (UTC milliseconds), and the row that it had."""

    at: int
    seq: int

    def is_silent(self, now: int) -> bool:
        """Whether that is so long ago that somebody should look. A moment in the future comes from a wrong clock."""
        return not 0 <= now - self.at < _SILENT_MS


def heard(before: HeardBox | None, seq: int, last: int, now: int) -> HeardBox:
    """What is known about a second box that asks, at `now`, for the rows after `seq`, of `last` in all.

    A box that keeps asking for the same rows cannot store what it is sent: it does not follow.
    """
    stuck = before is not None and seq < last and seq == before.seq
    return before if before is not None and stuck else HeardBox(now, seq)
