"""The business day, from a clock that is always handed in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

_FIRST_S: Final = datetime(1, 1, 2, tzinfo=UTC).timestamp()
_HOURS_AHEAD_MS: Final = 6 * 3_600_000
"""No clock that is only a little wrong, nor summer time, nor a time zone's fault within a day, goes back so far."""
EARLIEST_MS: Final = int(datetime(2025, 7, 1, tzinfo=UTC).timestamp()) * 1000
"""The wards' centres began on this day. A machine whose battery is flat begins at 1970, or in its board's own year."""
_A_DAY: Final = timedelta(days=1)
_SUNDAY: Final = 7
_LAST_S: Final = datetime(9999, 12, 30, tzinfo=UTC).timestamp()


@lru_cache(maxsize=64)  # one moment is asked for several times, by those who write at it
def moment(at_ms: int, zone: tzinfo) -> datetime:
    """UTC milliseconds as an aware time in the centre's zone.

    One that no calendar holds, as a clock that stood wrong may have left it, is the nearest day that one does.
    """
    return datetime.fromtimestamp(min(max(at_ms / 1000, _FIRST_S), _LAST_S), zone)


def was_wrong(last_ms: int | None, now_ms: int) -> bool:
    """Whether a clock that said `last_ms` and says `now_ms` afterwards (UTC milliseconds) had been hours ahead."""
    return last_ms is not None and last_ms - now_ms > _HOURS_AHEAD_MS


@dataclass(frozen=True, slots=True)
class Visited:
    """What the journal knows of its days: that of its first entry, the latest one with visits, and the latest with any before that."""

    first: date
    last: date
    before: date | None = None


def is_impossible(now: datetime) -> bool:
    """Whether it cannot be as early as `now`: there were no centres yet."""
    return now.timestamp() * 1000 < EARLIEST_MS


def is_behind(now: datetime, known: Visited) -> bool:
    """Whether the clock that says `now`, hours before the latest visit, is wrong itself, and not the clock that dated the visit.

    A clock that was ahead leaves a gap: the day on which the hall truly was has no visits of its own, and was no Sunday.
    Nor does it say what was days before the centre was set up.
    """
    truly = min(now.date(), known.last - _A_DAY)
    gap = (known.before is None or truly > known.before) and truly.isoweekday() != _SUNDAY
    return is_impossible(now) or truly < known.first - 2 * _A_DAY or not gap


def business_day(now: datetime, last: str | None, last_ms: int | None = None) -> str:
    """The business day (ISO date) at `now`, when the journal's latest row is of the day `last`, at `last_ms`.

    A clock set back over midnight by little does not bring yesterday back: the queue of the day that has begun
    goes on. A step of more than some hours is a clock that was wrong, and is believed.
    """
    today = now.date()
    if was_wrong(last_ms, round(now.timestamp() * 1000)):
        return today.isoformat()
    if last is not None and today < (latest := date.fromisoformat(last)) <= today + timedelta(days=1):
        return latest.isoformat()
    return today.isoformat()


def day_of(now: datetime) -> str:
    """The date of `now` as the journal writes its days."""
    return now.date().isoformat()


def days_between(earlier: str, later: str) -> int:
    """How many days one day of the journal lies after another; negative when it lies before."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
