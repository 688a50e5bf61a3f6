"""What a part of the settings would bring with it, before it is set, as JSON."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.colours import MEANINGS, accent_contrast, palette
from server.core.folders import FolderTried
from server.core.texts import LANGUAGES, FilledTexts
from server.service.centre_views import opening_view, session_view
from server.service.context import Context
from server.service.queue.reordered import Reordered
from server.service.settings.foretold import FORETOLD
from server.service.settings.hours_preview import DayAhead, HoursPreview
from server.service.settings.leaving import ClassLeaving
from server.service.views import View

_PREVIEWED: Final[Mapping[str, frozenset[str]]] = {
    "slip": frozenset({"centre", "printer", "slip"}),
    "colours": frozenset({"centre"}),
    "calling": frozenset({"calling", "priority_classes"}),
    "leaving": frozenset({"priority_classes"}),
    "hours": frozenset({"hours", "exceptions"}),
    "folder": frozenset({"backup", "reports"}),
    "told": FORETOLD,
}
"""What can be shown before it is set, and the parts of which it is shown."""
NOT_PREVIEWED: Final[Mapping[str, str]] = {
    "catalogue": "it says what becomes of the next catalogue that the city hands down; of the one that is there nothing is changed",
}
"""The parts of which nothing is shown before, and why."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A slip as a PNG, the centre's colour, the order of those who wait, classes that go, the days to come, a folder, what is told in sentences; `None` for what is not touched."""

    slip: bytes | None
    accent: str | None
    calling: Reordered | None
    leaving: tuple[ClassLeaving, ...] | None
    hours: HoursPreview | None
    folder: FolderTried | None
    told: tuple[FilledTexts, ...] | None


def previewed(part: str) -> list[str]:
    """What is shown of a part before it is set."""
    return [shown for shown, parts in _PREVIEWED.items() if part in parts]


def preview_view(context: Context, found: Preview) -> View:
    """What a part would bring with it."""
    return {
        "slip": None if found.slip is None else {"png": b64encode(found.slip).decode()},
        "colours": None if found.accent is None else _colours(found.accent),
        "calling": None if found.calling is None else _calling(context, found.calling),
        "leaving": None if found.leaving is None else [_leaving(each) for each in found.leaving],
        "hours": None if found.hours is None else _hours(found.hours),
        "folder": None if found.folder is None else _folder(found.folder),
        "told": None if found.told is None else [_both(text) for text in found.told],
    }


def _both(text: FilledTexts) -> View:
    return {language: text.said(language) for language in LANGUAGES}


def _folder(found: FolderTried) -> View:
    do = found.do
    return {
        "folder": found.folder,
        "state": found.state.value,
        "said": {language: found.said.said(language) for language in LANGUAGES},
        "do": None if do is None else {language: do.said(language) for language in LANGUAGES},
    }


def _leaving(found: ClassLeaving) -> View:
    return {"code": found.code, "names": dict(found.names), "numbers": list(found.numbers)}


def _calling(context: Context, found: Reordered) -> View:
    by_number = context.centre.layout.counters
    return {
        "waiting": found.waiting,
        "counters": [
            {
                "counters": [by_number[n].name if n in by_number else str(n) for n in line.counters],
                "before": [found.numbers[ticket] for ticket in line.before],
                "after": [found.numbers[ticket] for ticket in line.after],
                "moved": [
                    {"number": found.numbers[one.ticket], "before": one.before, "after": one.after}
                    for one in line.moved
                ],
            }
            for line in found.counters
        ],
    }


def _colours(accent: str) -> View:
    family = palette(accent)
    shown = {meaning: family[name] for meaning, name in MEANINGS.items()}
    return {"contrast": round(accent_contrast(accent), 1), "tokens": shown}


def _hours(found: HoursPreview) -> View:
    return {
        "opening": opening_view(found.opening),
        "said": {language: found.said.said(language) for language in LANGUAGES},
        "days": [_day_view(day) for day in found.days],
    }


def _day_view(day: DayAhead) -> View:
    return {
        "date": day.day.isoformat(),
        "sessions": [session_view(session) for session in day.sessions],
        "reason": None if day.reason is None else dict(day.reason),
        "changed": day.changed,
    }
