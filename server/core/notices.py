"""What a hall reads besides numbers: notices, lines at the foot, outages, emergency messages; and when each is shown."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

from server.core.events import (
    EmergencyLifted,
    EmergencyRaised,
    Entry,
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
)
from server.core.refusal import Refusal

K = TypeVar("K")
V = TypeVar("V")
LONGEST_LINE: Final = 160
"""Letters of a line at the foot, of an outage's text and of an emergency message."""
MOST_NOTICES: Final = 40
"""A screen is sent all that is on with each snapshot."""
_MIDNIGHT: Final = time(0)
_VERSION_BYTES: Final = 6
"""So that a script reads it rightly, whatever numbers it has."""


class NoticeKind(StrEnum):
    """What is shown; a picture and a video have a file, and their text says what is to be seen."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    TICKER = "ticker"


LONGEST: Final[Mapping[str, int]] = {
    NoticeKind.TEXT: 400,
    NoticeKind.PICTURE: LONGEST_LINE,
    NoticeKind.VIDEO: LONGEST_LINE,
    NoticeKind.TICKER: LONGEST_LINE,
}
FILES: Final[Mapping[str, frozenset[str]]] = {
    NoticeKind.PICTURE: frozenset({"jpg", "png"}),
    NoticeKind.VIDEO: frozenset({"mp4", "webm"}),
}
"""The kinds with a file, and how its name may end."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something is shown, by the centre's calendar and clock; whatever is empty does not limit it.

    `first_day` and `last_day` are ISO dates, both included; `weekdays` ISO numbers (1 is Monday); `start` and
    `until` are times like `07:30`, `until` excluded, and 00:00 as an end is midnight. Hours that go past midnight
    belong to the day on which they began.
    """

    first_day: str = ""
    last_day: str = ""
    weekdays: tuple[int, ...] = ()
    start: str = ""
    until: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether it is shown at this local time. It remembers nothing: a clock set back is simply believed."""
        start, end = _time(self.start) or _MIDNIGHT, _time(self.until) or _MIDNIGHT
        now, today = at.time(), at.date()
        if end == _MIDNIGHT:
            return start <= now and self._on(today)
        if start < end:
            return start <= now < end and self._on(today)
        return (start <= now and self._on(today)) or (now < end and self._on(today - timedelta(days=1)))

    def _on(self, day: date) -> bool:
        told = day.isoformat()
        return (
            (not self.first_day or self.first_day <= told)
            and (not self.last_day or told <= self.last_day)
            and (not self.weekdays or day.isoweekday() in self.weekdays)
        )


def _time(said: str) -> time | None:
    return time.fromisoformat(said) if said else None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `file` is the name of what is shown; `halls` are codes, none means all; `seconds` is how long it is shown each time.

    Notices follow each other by `place`. `vi` and `en` are its text; `en` may be empty.
    """

    id: int
    kind: str
    vi: str
    en: str = ""
    file: str = ""
    halls: tuple[str, ...] = ()
    seconds: int = 15
    place: int = 0
    shown: bool = True
    schedule: Schedule = field(default_factory=Schedule)

    @property
    def version(self) -> int:
        """A number that changes with the notice's content and times, but not with its place: it tells which version was seen."""
        said = repr(replace(self, place=0)).encode()
        return int.from_bytes(hashlib.sha256(said).digest()[:_VERSION_BYTES])

    def is_on(self, hall: str, at: datetime) -> bool:
        """Whether this hall's screens show it at this local time."""
        return self.shown and (not self.halls or hall in self.halls) and self.schedule.holds(at)


@dataclass(frozen=True, slots=True)
class Outage:
    """A field that cannot be served since `since` (UTC milliseconds), with the centre's own words, if any."""

    field: str
    vi: str
    en: str
    since: int


@dataclass(frozen=True, slots=True)
class Emergency:
    """A message over everything, in one hall or, with an empty `hall`, in all; `seq` is its place in the journal."""

    hall: str
    vi: str
    en: str
    seq: int
    at: int


@dataclass(frozen=True, slots=True)
class Standing:
    """All that stands now: notices by id, outages by field, emergency messages by hall."""

    notices: Mapping[int, Notice] = field(default_factory=dict)
    outages: Mapping[str, Outage] = field(default_factory=dict)
    emergencies: Mapping[str, Emergency] = field(default_factory=dict)

    def shown(self, hall: str, at: datetime) -> list[Notice]:
        """The notices that are on in a hall at this local time, in their order."""
        on = (notice for notice in self.notices.values() if notice.is_on(hall, at))
        return sorted(on, key=in_order)

    def emergency(self, hall: str) -> Emergency | None:
        """What stands over everything in a hall: the newest message of those for it and for all halls."""
        found = [e for e in (self.emergencies.get(""), self.emergencies.get(hall)) if e is not None]
        return max(found, key=lambda emergency: emergency.seq, default=None)

    def alarm(self) -> Emergency | None:
        """The newest message of any hall: it applies to people whose hall is unknown, and it stops numbers."""
        return max(self.emergencies.values(), key=lambda emergency: emergency.seq, default=None)


def in_order(notice: Notice) -> tuple[int, int]:
    """The order of notices."""
    return notice.place, notice.id


def evolve_standing(standing: Standing, entry: Entry) -> Standing:
    """What stands after `entry`; anything that is not about notices changes nothing."""
    match entry.event:
        case NoticePlaced() | NoticeRemoved():
            return replace(standing, notices=_after_notice(standing.notices, entry.event))
        case OutageDeclared(code, vi, en):
            return replace(standing, outages={**standing.outages, code: Outage(code, vi, en, entry.at)})
        case OutageEnded(code):
            return replace(standing, outages=_without(standing.outages, code))
        case EmergencyRaised(hall, vi, en):
            raised = Emergency(hall, vi, en, entry.seq, entry.at)
            return replace(standing, emergencies={**standing.emergencies, hall: raised})
        case EmergencyLifted(hall):
            return replace(standing, emergencies=_without(standing.emergencies, hall))
    return standing


def _after_notice(notices: Mapping[int, Notice], event: NoticePlaced | NoticeRemoved) -> Mapping[int, Notice]:
    if isinstance(event, NoticeRemoved):
        return _without(notices, event.notice)
    return {**notices, event.notice: notice_of(event.notice, event.facts)}


def notice_of(notice: int, facts: Mapping[str, Any]) -> Notice:
    """A notice from its facts in the journal."""
    return Notice(notice, **{**facts, "schedule": Schedule(**facts["schedule"])})


def _without(things: Mapping[K, V], key: K) -> dict[K, V]:
    return {known: thing for known, thing in things.items() if known != key}


def check_notice(notice: Notice) -> None:
    """Refuse a notice that nobody could read or that would never be shown.

    Raises `text_missing`, `text_too_long`, `bad_schedule`.
    """
    check_text(notice.vi, notice.en, LONGEST[notice.kind])
    schedule = notice.schedule
    if schedule.first_day and schedule.last_day and schedule.last_day < schedule.first_day:
        raise Refusal("bad_schedule")
    if schedule.start and schedule.start == schedule.until:
        raise Refusal("bad_schedule")


def check_text(vi: str, en: str, limit: int) -> None:
    """Refuse a text that is not there, or longer than `limit` letters. Raises `text_missing`, `text_too_long`."""
    if not vi:
        raise Refusal("text_missing")
    if (letters := max(len(vi), len(en))) > limit:
        raise Refusal("text_too_long", letters=letters, limit=limit)


def shown_files(notices: Iterable[Notice]) -> set[str]:
    """The files that these notices need."""
    return {notice.file for notice in notices if notice.file}
