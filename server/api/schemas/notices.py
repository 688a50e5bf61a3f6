"""The shapes of notices, outages and emergency messages, as they are sent and answered."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.api.bodies import OptionalBody, RequestBody
from server.api.schemas.common import LARGEST
from server.core.notices import NoticeKind
from server.http.shapes import Shape

# Far above every limit: a text that is too long is told so by name, with its length.
_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
_Weekday = Annotated[int, Field(ge=1, le=7)]


class NewSchedule(RequestBody):
    """When it is shown, by the centre's calendar and clock; what is left out does not limit it."""

    first_day: date | None = None
    last_day: date | None = None
    weekdays: Annotated[list[_Weekday], Field(max_length=7)] = []  # noqa: RUF012 - pydantic copies it
    start: time | None = None
    until: time | None = None


class PlaceNotice(RequestBody):
    """A notice to add. `file` is what `PUT /notices/files` answered; no `halls` means all."""

    kind: NoticeKind
    vi: _Text
    en: _Text = ""
    file: Annotated[str, Field(max_length=80)] = ""
    halls: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=50)] = []  # noqa: RUF012 - pydantic copies it
    seconds: Annotated[int, Field(ge=5, le=600)] = 15
    shown: bool = True
    schedule: NewSchedule = NewSchedule()


class SwitchNotice(RequestBody):
    """Whether it is shown."""

    shown: bool


class ArrangeNotices(RequestBody):
    """Ids of notices in the order in which they follow each other."""

    order: Annotated[list[Annotated[int, Field(ge=1, le=LARGEST)]], Field(max_length=200)]


class DeclareOutage(OptionalBody):
    """The centre's own words, if any."""

    vi: _Text = ""
    en: _Text = ""


class RaiseEmergency(RequestBody):
    """What stands over everything, in one hall or, without one, in all."""

    vi: _Text
    en: _Text = ""
    hall: Annotated[str, Field(max_length=20)] = ""


class LiftEmergency(OptionalBody):
    """The hall for which it was raised; empty for all."""

    hall: Annotated[str, Field(max_length=20)] = ""


class NoticePath(Shape):
    """A notice in the address."""

    notice: Annotated[int, Field(ge=1, le=LARGEST)]


class FieldPath(Shape):
    """A field in the address."""

    field: Annotated[str, Field(max_length=40)]


class Schedule(Shape):
    """When a notice is shown; empty texts and lists do not limit it."""

    first_day: str
    last_day: str
    weekdays: list[int]
    start: str
    until: str


class Notice(Shape):
    """A notice, whether it is shown now, and since when a screen has reported that it cannot show it.

    Its `version` changes with each change, and goes into If-Match.
    """

    id: int
    kind: NoticeKind
    vi: str
    en: str
    file: str
    halls: list[str]
    seconds: int
    place: int
    shown: bool
    schedule: Schedule
    version: int
    on_now: bool
    trouble_at: datetime | None


class Outage(Shape):
    """A field that cannot be served now."""

    field: str
    vi: str
    en: str
    since: datetime


class Emergency(Shape):
    """What stands over everything; an empty `hall` means in all."""

    id: int
    hall: str
    vi: str
    en: str
    since: datetime


class Standing(Shape):
    """All that stands now, for the manager."""

    items: list[Notice]
    outages: list[Outage]
    emergencies: list[Emergency]


class KeptFile(Shape):
    """A picture or video that has come in."""

    file: str
    kind: Literal["picture", "video"]


class ShownNotice(Shape):
    """A notice as a screen shows it."""

    id: int
    kind: Literal["text", "picture", "video"]
    vi: str
    en: str
    file: str
    seconds: int


class Line(Shape):
    """A line at a screen's foot."""

    id: int
    vi: str
    en: str
