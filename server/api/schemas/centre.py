"""The shapes of the centre as everybody may see it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from server.api.schemas.common import Names, WaitRange
from server.api.schemas.notices import Emergency, Outage


class FieldState(BaseModel):
    """A field, who serves it now and how long its queue is.

    Helpers and officers alone give numbers of a field with `helper_only`; with `card_only` a kiosk gives them to whoever
    shows a citizen's card. `go_to` is where its people are told to go, `icon` names its drawing; with
    `asks_dossiers` a kiosk asks how many dossiers they bring.
    """

    code: str
    prefix: str
    name: str
    names: Names
    counters: list[int]
    counter_names: list[str] | None = Field(default=None, exclude_if=lambda names: names is None)
    waiting: int
    wait: WaitRange | None
    helper_only: bool = Field(default=False, exclude_if=lambda only: not only)
    card_only: bool = Field(default=False, exclude_if=lambda only: not only)
    go_to: Names | None = Field(default=None, exclude_if=lambda names: names is None)
    icon: str = Field(default="", exclude_if=lambda name: not name)
    asks_dossiers: bool = Field(default=False, exclude_if=lambda asks: not asks)


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
    numbers_per_minute: int = Field(
        default=0,
        exclude_if=lambda limit: not limit,
        description="how many numbers one kiosk gives a minute; not there for no limit",
    )
