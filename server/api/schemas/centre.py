"""The shapes of the centre as everybody may see it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from server.api.schemas.common import Names, WaitRange
from server.api.schemas.notices import Emergency, Outage


class FieldState(BaseModel):
    """A field, who serves it now and how long its queue is."""

    code: str
    prefix: str
    name: str
    names: Names
    counters: list[int]
    counter_names: list[str] | None = Field(default=None, exclude_if=lambda names: names is None)
    waiting: int
    wait: WaitRange | None


class OpeningSession(BaseModel):
    """One stretch of opening hours, local time, HH:MM."""

    model_config = ConfigDict(populate_by_name=True)
    from_: str = Field(alias="from")
    to: str


class Opening(BaseModel):
    """Whether numbers are given now, and when next."""

    open: bool
    sessions: list[OpeningSession]
    opens_at: datetime | None


class PriorityClass(BaseModel):
    """A priority class."""

    code: str
    name: str
    names: Names
    from_age: int | None


class SlipLines(BaseModel):
    """The centre's own lines on slips by language: below its name, and at the foot."""

    header: dict[str, list[str]]
    footer: dict[str, list[str]]


class Centre(BaseModel):
    """The centre as everybody may see it."""

    name: str
    names: Names
    ward: str
    languages: list[str]
    timezone: str
    day: str
    now: datetime
    opening: Opening
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
