"""When the centre is open: its week, the days that are otherwise, a field's own hours; the clock is always handed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

_MIDNIGHT: Final = time(0)
LOOK_AHEAD_DAYS: Final = 366
"""How far ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of opening hours, local time; `until` is exclusive, and 00:00 means midnight."""

    start: time
    until: time

    def holds(self, at: time) -> bool:
        """Whether `at` lies in this session."""
        return self.start <= at and (self.until == _MIDNIGHT or at < self.until)

    def within(self, other: "Session") -> "Session | None":
        """What both have in common, if anything."""
        start = max(self.start, other.start)
        ends = [each.until for each in (self, other) if each.until != _MIDNIGHT]
        until = min(ends, default=_MIDNIGHT)
        return Session(start, until) if until == _MIDNIGHT or start < until else None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.until:%H:%M}"


_WHOLE_DAY: Final = Session(_MIDNIGHT, _MIDNIGHT)


@dataclass(frozen=True, slots=True)
class WeekSession:
    """A session of one weekday (ISO, 1 is Monday), or of every day where `weekday` is `None`."""

    weekday: int | None
    session: Session

    def on(self, day: date) -> bool:
        """Whether it is one of this day's."""
        return self.weekday in {None, day.isoweekday()}


@dataclass(frozen=True, slots=True)
class ExceptionalDay:
    """A date that is not like its weekday: its own sessions, none when closed, and why, by language."""

    sessions: tuple[Session, ...]
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours: `weekdays` are ISO numbers (1 is Monday); no sessions means open all day.

    A weekday that `days` names has its sessions from there, a date in `exceptions` has its own whatever its weekday.
    `only` limits all of it to a field's own hours; `None` if it has none.
    `turn_away` says that nobody is given a number whom the centre cannot serve before it closes.
    """

    sessions: tuple[Session, ...] = ()
    weekdays: frozenset[int] = frozenset(range(1, 8))
    turn_away: bool = True
    days: tuple[WeekSession, ...] = ()
    exceptions: Mapping[date, ExceptionalDay] = field(default_factory=dict)
    only: tuple[WeekSession, ...] = ()

    def of_field(self, own: tuple[WeekSession, ...]) -> "Hours":
        """The hours in which a field with these hours of its own gives numbers."""
        return replace(self, only=own) if own else self

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a date, the earliest first; empty if it is closed."""
        exception = self.exceptions.get(day)
        found = self._usual(day) if exception is None else exception.sessions
        if self.only:
            own = [each.session for each in self.only if each.on(day)]
            met = (session.within(each) for session in found for each in own)
            found = tuple(session for session in met if session is not None)
        return tuple(sorted(found, key=lambda session: session.start))

    def open_at(self, now: datetime) -> bool:
        """Whether numbers are given at `now` (in the centre's zone)."""
        return any(session.holds(now.time()) for session in self.sessions_on(now.date()))

    def closes_at(self, now: datetime) -> datetime | None:
        """When the last session of today ends; `None` if there is none, or if the centre is open day and night."""
        ends = [session.until for session in self._spelled_on(now.date())]
        if not ends:
            return None
        days = timedelta(days=_MIDNIGHT in ends)
        return datetime.combine(now.date() + days, _MIDNIGHT if days else max(ends), now.tzinfo)

    def is_over(self, now: datetime) -> bool:
        """Whether today is: its last session has ended, or it has none. A centre that is open day and night never is."""
        closes = self.closes_at(now)
        return not self.open_at(now) and (closes is None or closes <= now)

    def opens_at(self, now: datetime) -> datetime | None:
        """When the centre opens next, at most a year ahead; `None` when it is open, or never opens."""
        if self.open_at(now):
            return None
        starts = (
            datetime.combine(day, session.start, now.tzinfo)
            for day in _days_from(now.date())
            for session in self.sessions_on(day)
        )
        return next((start for start in starts if start > now), None)

    def keeps_places_at(self, now: datetime) -> bool:
        """Whether it is closed at `now` between two sessions of a day: people with numbers keep their places."""
        opens = self.opens_at(now)
        today = self.sessions_on(now.date())
        return opens is not None and opens.date() == now.date() and today[0].start < now.time()

    def reason_at(self, now: datetime) -> Mapping[str, str] | None:
        """Why the centre is closed at `now`, by language: the exception that keeps it so until it opens, if one does."""
        if self.open_at(now):
            return None
        today = self.exceptions.get(now.date())
        if today is not None and (not today.sessions or replace(self, exceptions={}).open_at(now)):
            return today.reason
        opens = self.opens_at(now)
        for day in _days_from(now.date() + timedelta(days=1)):
            if opens is not None and day >= opens.date():
                return None
            if (exception := self.exceptions.get(day)) is not None and not exception.sessions:
                return exception.reason
        return None

    def told_at(self, now: datetime) -> tuple[Session, ...]:
        """The sessions to show: today's, or those of the day when it opens next; empty for day and night."""
        today, opens = self._spelled_on(now.date()), self.opens_at(now)
        return today or (() if opens is None else self._spelled_on(opens.date()))

    def _usual(self, day: date) -> tuple[Session, ...]:
        if day.isoweekday() not in self.weekdays:
            return ()
        own = tuple(each.session for each in self.days if each.on(day))
        return own or self.sessions or (_WHOLE_DAY,)

    def _spelled_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a date, unless nobody ever wrote down that it begins or ends."""
        found = self.sessions_on(day)
        return () if found == (_WHOLE_DAY,) and not self.sessions else found


def _days_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(LOOK_AHEAD_DAYS + 1))


def spelled(sessions: tuple[Session, ...]) -> str:
    """Sessions as people write them: `07:00–11:30, 13:00–17:00`."""
    return ", ".join(map(str, sessions))
