"""The clock of a centre over some days, as what was put together of them keeps it: how far ahead of UTC, and until when."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from server.core.units import HOUR_MS, SECOND_MS

Offsets = Sequence[tuple[int, int]]
"""(until when in UTC milliseconds, seconds ahead of UTC) of the centre's zone, in order; the last one has no end."""
_HOURS: Final = 24


def clock_text(offsets: Offsets) -> str:
    """Offsets as one text."""
    return " ".join(f"{until}:{ahead}" for until, ahead in offsets)


def offsets_from(clock: str) -> Offsets:
    """The offsets that such a text tells."""
    return [(int(until), int(ahead)) for until, ahead in (each.split(":") for each in clock.split(" "))]


def end_of_day(offsets: Offsets, day: date) -> int:
    """The midnight that a day ends at, UTC milliseconds."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    midnight = round(end.timestamp()) * SECOND_MS
    return next(at for until, at in _moments(offsets, midnight) if not until or at < until)


def hour_of(offsets: Offsets, at: int) -> int:
    """The hour of the day at a moment, UTC milliseconds."""
    return _local(offsets, at) // HOUR_MS % _HOURS


def hours_between(offsets: Offsets, begin: int, end: int) -> Iterator[int]:
    """The moments at which an hour of the day begins, from one moment to another, UTC milliseconds."""
    first = begin + -_local(offsets, begin) % HOUR_MS
    return iter(range(first, end, HOUR_MS))


def _local(offsets: Offsets, at: int) -> int:
    return next(at + ahead * SECOND_MS for until, ahead in offsets if not until or at < until)


def _moments(offsets: Offsets, local: int) -> Iterator[tuple[int, int]]:
    """When the centre's clocks told this, by each of the offsets."""
    return ((until, local - ahead * SECOND_MS) for until, ahead in offsets)
