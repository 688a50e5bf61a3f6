"""The shapes of opening hours that are tried out, and of holidays."""

from pydantic import BaseModel

from server.api.schemas.centre import Opening, OpeningSession
from server.api.schemas.common import Names


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
