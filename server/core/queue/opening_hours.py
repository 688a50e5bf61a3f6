"""When the centre is open: its sessions, on which days, from a clock that is always handed in."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


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
