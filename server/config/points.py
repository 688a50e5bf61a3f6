"""Settings of the points where the centre receives people besides its main one."""

from collections.abc import Sequence
from datetime import date, time

from pydantic import Field, model_validator

from server.config.hours import DayHours, ExceptionPart, FieldHours, HoursPart
from server.config.part import Part, WrongSetting, check_forwards, in_both
from server.core.points import Point

_OWN_DAY = {"vi": "Lịch riêng của điểm này", "en": "This place's own timetable"}


class PointDay(Part):
    """One of a point's `exceptions`: a session on a date that differs from its weekday; without times it is closed all day."""

    day: date
    from_: time | None = Field(default=None, alias="from")
    until: time | None = None
    reason_vi: str = Field(default="", max_length=60)
    reason_en: str = Field(default="", max_length=60)

    @model_validator(mode="after")
    def _both_times(self) -> "PointDay":
        if (self.from_ is None) != (self.until is None):
            raise WrongSetting(
                f"ngày {self.day}: ghi cả giờ bắt đầu và kết thúc, hoặc để trống cả hai",
                f"{self.day}: both times are needed, or neither",
            )
        if self.from_ is not None and self.until is not None:
            check_forwards(self.from_, self.until)
        return self


class PointPart(Part):
    """One `[[points]]`: a further place where the centre receives people; without its own hours it has the centre's."""

    code: str = Field(pattern=r"^[A-Za-z0-9-]{1,20}$")
    vi: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    address_vi: str = Field(default="", max_length=120)
    address_en: str = Field(default="", max_length=120)
    hours: tuple[FieldHours, ...] = Field(default=(), max_length=50)
    exceptions: tuple[PointDay, ...] = Field(default=(), max_length=400)

    @model_validator(mode="after")
    def _address_in_vietnamese(self) -> "PointPart":
        if self.address_en.strip() and not self.address_vi.strip():
            raise WrongSetting(
                "address_vi: phải có địa chỉ bằng tiếng Việt", "address_vi is needed beside address_en"
            )
        return self

    def as_point(self, centre: HoursPart, exceptions: Sequence[ExceptionPart]) -> Point:
        """The point as the rules read it."""
        names, address = {"vi": self.vi, "en": self.en}, in_both(self.address_vi, self.address_en)
        own = self.hours or self.exceptions
        hours = self.as_hours(centre).as_hours(self.all_exceptions(exceptions)) if own else None
        return Point(names, address, hours)

    def as_hours(self, centre: HoursPart) -> HoursPart:
        """Its week in the form of `[hours]`: closed on weekdays that it does not name."""
        if not self.hours:
            return centre
        days = tuple(
            DayHours.model_validate({"weekday": weekday, "from": each.from_, "until": each.until})
            for each in self.hours
            for weekday in (range(1, 8) if each.weekday is None else (each.weekday,))
        )
        any_session = (self.hours[0].from_, self.hours[0].until)  # where days are left out there must be one
        return centre.model_copy(
            update={
                "weekdays": frozenset(each.weekday for each in days),
                "sessions": (any_session,),
                "days": days,
            }
        )

    def all_exceptions(self, exceptions: Sequence[ExceptionPart]) -> tuple[ExceptionPart, ...]:
        """Its own exceptional dates, and those of the centre that it does not name itself."""
        own = {each.day: [row for row in self.exceptions if row.day == each.day] for each in self.exceptions}
        return (*(e for e in exceptions if e.date not in own), *(_date(day, own[day]) for day in sorted(own)))


def _date(day: date, rows: Sequence[PointDay]) -> ExceptionPart:
    reason = next((in_both(row.reason_vi, row.reason_en) for row in rows if row.reason_vi.strip()), _OWN_DAY)
    sessions = tuple((row.from_, row.until) for row in rows if row.from_ is not None)
    return ExceptionPart.model_validate({"date": day, **reason, "sessions": sessions})
