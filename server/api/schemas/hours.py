"""The shapes of opening hours that are tried out, and of holidays."""

from typing import Any

from pydantic import BaseModel, Field

from server.api.schemas.centre import Opening, OpeningSession
from server.api.schemas.common import Names


class HoursWanted(BaseModel):
    """The parts to try out, as `GET /settings` answers them; what is left out stays as it is set."""

    hours: dict[str, Any] | None = None
    exceptions: list[dict[str, Any]] | None = Field(default=None, max_length=400)


class DayAhead(BaseModel):
    """A day to come: its sessions, none when closed, and why; `changed` says that it is another day now."""

    date: str
    sessions: list[OpeningSession]
    reason: Names | None
    changed: bool


class HoursPreview(BaseModel):
    """What these hours would do; `said` is what kiosks would say now."""

    opening: Opening
    said: Names
    days: list[DayAhead]


class Holiday(BaseModel):
    """A public holiday, and the reason that an exception of its date is given."""

    date: str
    names: Names
    reason: Names


class Holidays(BaseModel):
    """Holidays in their order."""

    items: list[Holiday]
