"""The business day, from a clock that is always handed in."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

_FIRST_S: Final = datetime(1, 1, 2, tzinfo=UTC).timestamp()
_HOURS_AHEAD_MS: Final = 6 * 3_600_000
"""No clock that is only a little wrong, nor summer time, nor a time zone's fault within a day, goes back so far."""
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
