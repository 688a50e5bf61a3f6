"""Settings of the opening hours: the week, the exceptional dates, a field's own hours."""

from collections.abc import Iterable
from datetime import date, time
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from server.config.part import Part, check_forwards, unusable
from server.core.queue.opening_hours import ExceptionalDay, Hours, Session, WeekSession

_EVERY_DAY = frozenset(range(1, 8))
_Pairs = tuple[tuple[time, time], ...]


def _forwards(sessions: _Pairs) -> _Pairs:
    for start, until in sessions:
        check_forwards(start, until)
    return sessions


class FieldHours(Part):
    """One of a field's `hours`: a session on one weekday, or on every day if none is named."""

    weekday: int | None = Field(default=None, ge=1, le=7)
    from_: time = Field(alias="from")
    until: time

    @model_validator(mode="after")
    def _forwards(self) -> "FieldHours":
        check_forwards(self.from_, self.until)
        return self

    def as_session(self) -> WeekSession:
        """The session as the rules read it."""
        return WeekSession(self.weekday, Session(self.from_, self.until))


class DayHours(FieldHours):
    """One of `[hours] days`: a session of a weekday with its own hours."""

    weekday: int = Field(ge=1, le=7)


class ExceptionPart(Part):
    """One `[[exceptions]]`: a date that differs from its weekday, and why. No sessions means closed."""

    date: date
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(default="", max_length=60)
    sessions: _Pairs = Field(default=(), max_length=12)

    _sessions_forwards = field_validator("sessions")(_forwards)

    def as_day(self) -> ExceptionalDay:
        """The day as the rules read it; without an English reason the Vietnamese one is used."""
        reason = {"vi": self.vi, "en": self.en or self.vi}
        return ExceptionalDay(tuple(Session(*each) for each in self.sessions), reason)


class HoursPart(Part):
    """`[hours]`: when numbers are given. No sessions means all day."""

    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = _EVERY_DAY
    sessions: _Pairs = ()
    days: tuple[DayHours, ...] = Field(default=(), max_length=50)
    turn_away: bool = True

    _sessions_forwards = field_validator("sessions")(_forwards)

    @model_validator(mode="after")
    def _days_have_sessions(self) -> "HoursPart":
        if self.weekdays != _EVERY_DAY and not self.sessions:
            raise unusable(
                'có ngày làm việc mà chưa có giờ; thêm giờ, như sessions = [["07:00", "11:30"]]',
                'weekdays without sessions; add the times, like sessions = [["07:00", "11:30"]]',
            )
        if closed := sorted({each.weekday for each in self.days} - self.weekdays):
            raise unusable(
                f"days: {closed[0]} không phải ngày làm việc", f"days: {closed[0]} is not among the weekdays"
            )
        return self

    def as_hours(self, exceptions: Iterable[ExceptionPart] = ()) -> Hours:
        """The opening hours as the rules read them."""
        return Hours(
            tuple(Session(*each) for each in self.sessions),
            self.weekdays,
            self.turn_away,
            tuple(each.as_session() for each in self.days),
            {each.date: each.as_day() for each in exceptions},
        )
