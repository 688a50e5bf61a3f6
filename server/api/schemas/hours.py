"""The shapes of opening hours that are tried out, and of holidays."""

from server.api.schemas.centre import Opening, OpeningSession
from server.api.schemas.common import Names
from server.http.shapes import Shape


class DayAhead(Shape):
    """A coming day: its sessions (none if closed) and the reason; `changed` says that the day would change."""

    date: str
    sessions: list[OpeningSession]
    reason: Names | None
    changed: bool


class HoursPreview(Shape):
    """What these hours would do; `said` is what kiosks would say now."""

    opening: Opening
    said: Names
    days: list[DayAhead]


class Holiday(Shape):
    """A public holiday, and the reason that an exception of its date is given."""

    date: str
    names: Names
    reason: Names


class Holidays(Shape):
    """Holidays in their order."""

    items: list[Holiday]
