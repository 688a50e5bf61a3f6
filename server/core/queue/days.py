"""The business day and the opening sessions, from a clock that is always handed in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
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


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of opening hours, local time; `until` is exclusive, and 00:00 means midnight."""

    start: time
    until: time

    def holds(self, at: time) -> bool:
        """Whether `at` lies in this session."""
        return self.start <= at and (self.until == time(0) or at < self.until)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours: `weekdays` are ISO numbers (1 is Monday); no sessions means always open.

    `turn_away` says that nobody is given a number whom the centre cannot serve before it closes.
    """

    sessions: tuple[Session, ...] = ()
    weekdays: frozenset[int] = frozenset(range(1, 8))
    turn_away: bool = True

    def open_at(self, now: datetime) -> bool:
        """Whether numbers are given at `now` (in the centre's zone)."""
        if not self.sessions:
            return True
        return now.isoweekday() in self.weekdays and any(s.holds(now.time()) for s in self.sessions)

    def closes_at(self, now: datetime) -> datetime | None:
        """When the last session of today ends; `None` when the centre never closes."""
        if not self.sessions:
            return None
        days = timedelta(days=any(s.until == time(0) for s in self.sessions))
        last = time(0) if days else max(s.until for s in self.sessions)
        return datetime.combine(now.date() + days, last, now.tzinfo)

    def opens_at(self, now: datetime) -> datetime | None:
        """When the centre opens next, within a week; `None` when it is open, or never opens."""
        if self.open_at(now):
            return None
        days = (now.date() + timedelta(days=ahead) for ahead in range(8))
        starts = (
            datetime.combine(day, session.start, now.tzinfo)
            for day in days
            if day.isoweekday() in self.weekdays
            for session in sorted(self.sessions, key=lambda s: s.start)
        )
        return next((start for start in starts if start > now), None)

    def spelled(self) -> str:
        """The sessions as people write them: `07:00–11:30, 13:00–17:00`."""
        return ", ".join(f"{s.start:%H:%M}–{s.until:%H:%M}" for s in self.sessions)
