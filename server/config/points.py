"""Settings of the places where the centre receives besides its main one."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from pydantic import Field, model_validator

from server.config.hours import ExceptionPart, FieldHours, HoursPart
from server.config.part import Part, Wrong, check_forwards, in_both
from server.core.points import Point
from server.core.queue.opening_hours import ExceptionalDay, Hours, Session

_OWN_DAY = {"vi": "Lịch riêng của điểm này", "en": "This place's own timetable"}


class PointDay(Part):
    """One of a point's `exceptions`: a session of a date that is not like its weekday there; without times closed all day."""

    day: date
    from_: time | None = Field(default=None, alias="from")
    until: time | None = None
    reason_vi: str = Field(default="", max_length=60)
    reason_en: str = Field(default="", max_length=60)

    @model_validator(mode="after")
    def _both_times(self) -> "PointDay":
        if (self.from_ is None) != (self.until is None):
            raise Wrong(
                f"ngày {self.day}: ghi cả giờ bắt đầu và kết thúc, hoặc để trống cả hai",
                f"{self.day}: both times are needed, or neither",
            )
        if self.from_ is not None and self.until is not None:
            check_forwards("", self.from_, self.until)
        return self


class PointPart(Part):
    """One `[[points]]`: a place besides the main one where the centre receives; without hours those of the centre."""

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
            raise Wrong(
                "address_vi: phải có địa chỉ bằng tiếng Việt", "address_vi is needed beside address_en"
            )
        return self

    def as_point(self, centre: HoursPart, exceptions: Iterable[ExceptionPart]) -> Point:
        """The point as the rules read it; a date that it does not name is as at the centre."""
        names, address = {"vi": self.vi, "en": self.en}, in_both(self.address_vi, self.address_en)
        if not self.hours and not self.exceptions:
            return Point(names, address)
        usual = centre.as_hours(exceptions)
        return Point(names, address, self._hours(usual))

    def _hours(self, usual: Hours) -> Hours:
        return usual.at_point(tuple(each.as_session() for each in self.hours), self._days())

    def _days(self) -> Mapping[date, ExceptionalDay]:
        found: dict[date, ExceptionalDay] = {}
        for each in self.exceptions:
            before = found.get(each.day)
            reason = in_both(each.reason_vi, each.reason_en) or (before.reason if before else _OWN_DAY)
            times = () if each.from_ is None or each.until is None else (Session(each.from_, each.until),)
            found[each.day] = ExceptionalDay((*(before.sessions if before else ()), *times), reason)
        return found
