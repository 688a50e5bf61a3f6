"""What opening hours that are not saved yet would do: the days to come, and what kiosks would say right now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from server.core.centre import Centre
from server.core.queue.opening_hours import Hours, Session
from server.core.queue.opening_words import now_words
from server.core.texts import FilledTexts
from server.service.centre import Opening, opening_at
from server.service.context import Context

DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A date, its sessions, the reason of its exception, and whether it would be another day than it is now."""

    day: date
    sessions: tuple[Session, ...]
    reason: Mapping[str, str] | None
    changed: bool


@dataclass(frozen=True, slots=True)
class HoursPreview:
    """Whether a centre with these hours is open now, what its kiosks say, and its days from today on."""

    opening: Opening
    said: FilledTexts
    days: list[DayAhead]


def hours_preview(context: Context, after: Centre) -> HoursPreview:
    """What the opening hours of `after`, which is not set, would do; while nobody knows what time it is, nothing at once."""
    at = after.local(context.clock())
    days = [at.date() + timedelta(days=ahead) for ahead in range(DAYS)]
    ahead = [_ahead(after.hours, context.settings.centre.hours, day) for day in days]
    now = after.always_open().hours if context.clock.holds else after.hours
    return HoursPreview(opening_at(now, at), now_words(now, at), ahead)


def _ahead(hours: Hours, now: Hours, day: date) -> DayAhead:
    exception = hours.exceptions.get(day)
    sessions = hours.sessions_on(day)
    reason = None if exception is None else exception.reason
    return DayAhead(day, sessions, reason, sessions != now.sessions_on(day))
