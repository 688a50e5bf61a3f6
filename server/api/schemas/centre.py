"""The shapes of the centre as everybody may see it."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from server.api.schemas.common import Names, Parameters, WaitRange
from server.api.schemas.notices import Emergency, Outage
from server.http.shapes import Shape


class FieldState(Shape):
    """A field, who serves it now and how long its queue is.

    Only helpers and officers give numbers of a field with `helper_only`; with `card_only` a kiosk gives them to people who
    show a citizen's card. `go_to` is where its people should go, `icon` names its picture; with
    `asks_dossiers` a kiosk asks how many dossiers they bring; from `many.from` on their number is one of `many.field`.
    """

    code: str
    prefix: str
    name: str
    names: Names
    counters: list[int]
    counter_names: list[str] | None = Field(default=None, exclude_if=lambda names: names is None)
    waiting: int
    wait: WaitRange | None
    on_break: bool = Field(
        default=False,
        exclude_if=lambda on_break: not on_break,
        description="the counters that serve it are all on a break",
    )
    helper_only: bool = Field(default=False, exclude_if=lambda only: not only)
    card_only: bool = Field(default=False, exclude_if=lambda only: not only)
    go_to: Names | None = Field(default=None, exclude_if=lambda names: names is None)
    icon: str = Field(default="", exclude_if=lambda name: not name)
    asks_dossiers: bool = Field(default=False, exclude_if=lambda asks: not asks)
    many: "ManyDossiers | None" = Field(default=None, exclude_if=lambda many: many is None)
    open: bool | None = Field(
        default=None,
        exclude_if=lambda is_open: is_open is None,
        description="whether it gives numbers now; only of a field with hours of its own",
    )
    opens_at: datetime | None = Field(
        default=None,
        exclude_if=lambda at: at is None,
        description="when it gives numbers next, while it does not",
    )
    hours: list["FieldSession"] | None = Field(
        default=None, exclude_if=lambda hours: hours is None, description="its own hours, if it has some"
    )


class ManyDossiers(Shape):
    """From how many dossiers on somebody's number is one of another field."""

    model_config = ConfigDict(populate_by_name=True)
    from_: int = Field(alias="from")
    field: str


class FieldSession(Shape):
    """A session of a field with hours of its own: of one ISO weekday, or of every day."""

    model_config = ConfigDict(populate_by_name=True)
    weekday: int | None
    from_: str = Field(alias="from")
    to: str


class OpeningSession(Shape):
    """One stretch of opening hours, local time, HH:MM."""

    model_config = ConfigDict(populate_by_name=True)
    from_: str = Field(alias="from")
    to: str


class Opening(Shape):
    """Whether numbers are given now, in today's sessions or those of the day when it opens next, and when that is.

    `reason` is why not, where an exception in the calendar says it; `keeps_places` says that it is closed between two
    sessions of a day, so that people with numbers keep their places.
    """

    open: bool
    sessions: list[OpeningSession]
    opens_at: datetime | None
    reason: Names | None
    keeps_places: bool


class WeekdaySession(Shape):
    """A session of a weekday that has its own."""

    model_config = ConfigDict(populate_by_name=True)
    weekday: int
    from_: str = Field(alias="from")
    until: str


class ExceptionalDay(Shape):
    """A date that is not like its weekday; no sessions means closed."""

    date: str
    vi: str
    en: str
    sessions: list[list[str]]


class Hours(Shape):
    """The hours as they are set (docs/settings.md), with the exceptions to come: what a kiosk's box keeps to alone."""

    weekdays: list[int]
    sessions: list[list[str]]
    days: list[WeekdaySession]
    turn_away: bool
    exceptions: list[ExceptionalDay]


class PriorityClass(Shape):
    """A priority class."""

    code: str
    name: str
    names: Names
    from_age: int | None
    basis: str = Field(
        description="by what law or rule they go first, in Vietnamese; empty where nobody has said"
    )


class SlipLines(Shape):
    """The centre's own lines on slips by language: below its name, and at the foot."""

    header: dict[str, list[str]]
    footer: dict[str, list[str]]


class CentreQuery(Parameters):
    """Which place is asked about."""

    point: Annotated[str, Field(max_length=20)] | None = Field(
        default=None,
        description="a point's code, empty for the main one; by default that of the machine that asks, else the main one",
    )


class PointState(Shape):
    """Which point it is: its code, empty for the main one, its names and its address, if it has one."""

    code: str
    names: Names
    address: dict[str, str]


class Centre(Shape):
    """The centre as everybody may see it."""

    name: str
    names: Names
    ward: str
    languages: list[str]
    timezone: str
    day: str
    now: datetime
    opening: Opening
    hours: Hours | None
    fields: list[FieldState]
    priority_classes: list[PriorityClass]
    guidance: str
    outages: list[Outage]
    emergency: Emergency | None
    card_salt: str | None = Field(
        description="today's, for `card` of a number; none where cards are not counted"
    )
    logo: str | None = Field(
        description="where its picture is on this server; none for the product's own mark"
    )
    slip: SlipLines
    point: PointState | None = Field(
        default=None,
        exclude_if=lambda point: point is None,
        description="whose hours and queues these are, where the centre receives at several points",
    )
    numbers_per_minute: int = Field(
        default=0,
        exclude_if=lambda limit: not limit,
        description="how many numbers one kiosk gives a minute; not there for no limit",
    )
    clock_doubtful: bool = Field(
        default=False,
        exclude_if=lambda doubtful: not doubtful,
        description="something says that `now` is not the right time: do not print it",
    )
